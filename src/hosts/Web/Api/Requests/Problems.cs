using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Requests;

/// <summary>Answers to requests that cannot be fulfilled, as RFC 9457 wants them.</summary>
internal static class Problems
{
    /// <summary>All mistakes at once, by parameter.</summary>
    public static ValidationProblem Mistakes(ApiQuery query) =>
        TypedResults.ValidationProblem(query.Mistakes, detail: "Something in the address is not understood.", title: "Not understood");

    public static ProblemHttpResult NoSuchAccount(string id) =>
        NotFound("No such account", $"Nothing is known of an account '{id}'. Its id may be written differently; an id in a path is percent-encoded.");

    public static ProblemHttpResult NotScored(string id, DateOnly? day) => NotFound(
        "Not scored",
        day is { } asked
            ? $"The account '{id}' has no score on {asked:yyyy-MM-dd}. Only accounts that the model holds eligible have one, and only up to the newest day."
            : $"The account '{id}' has no score.");

    public static ProblemHttpResult NotFound(string title, string detail) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: title, detail: detail);
}
