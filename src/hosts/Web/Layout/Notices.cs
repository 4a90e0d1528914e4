using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Layout;

/// <summary>Answers that tell what went wrong and what to do, and never how the inside looks.</summary>
internal static class Notices
{
    public static IResult NotFound(string title, string text, string linkTo = "/", string linkText = "Go to the book") =>
        Of(StatusCodes.Status404NotFound, title, text, linkTo, linkText);

    /// <summary>For what is elsewhere now.</summary>
    public static IResult Elsewhere(string title, string text, string linkTo, string linkText) => Of(StatusCodes.Status200OK, title, text, linkTo, linkText);

    /// <summary>The answer to a request that ended with nothing but a status.</summary>
    public static IResult Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound("Nothing here", "No page has this address."),
        StatusCodes.Status400BadRequest => Of(
            status, "That did not arrive as it should", "The page may have been open for long. Go back, reload it and try again.", "/", "Go to the book"),
        StatusCodes.Status405MethodNotAllowed => Of(status, "Nothing here", "This address takes no such request.", "/", "Go to the book"),
        >= 500 => Of(status, "Something went wrong", "It is not your doing, and nothing was changed. Try again; if it stays, the log of the server says more.", "/", "Go to the book"),
        _ => Of(status, "That was refused", "The server did not accept the request.", "/", "Go to the book"),
    };

    private static RazorComponentResult<Notice> Of(int status, string title, string text, string linkTo, string linkText) =>
        new(new { Title = title, Text = text, LinkTo = linkTo, LinkText = linkText }) { StatusCode = status };
}
