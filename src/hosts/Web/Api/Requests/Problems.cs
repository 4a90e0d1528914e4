using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Requests;

/// <summary>Answers to requests that cannot be fulfilled, as RFC 9457 wants them.</summary>
internal static class Problems
{
    /// <summary>All mistakes at once, by parameter or field.</summary>
    public static ValidationProblem Mistakes(IMistakes read) =>
        TypedResults.ValidationProblem(read.Mistakes, detail: $"Something in the {read.Where} is not understood.", title: "Not understood");

    public static ProblemHttpResult NoSuchAccount(string id) =>
        NotFound("No such account", $"Nothing is known of an account '{id}'. Its id may be written differently; an id in a path is percent-encoded.");

    public static ProblemHttpResult NotScored(string id, DateOnly? day) => NotFound(
        "Not scored",
        day is { } asked
            ? $"The account '{id}' has no score on {asked:yyyy-MM-dd}. Only accounts that the model holds eligible have one, and only up to the newest day."
            : $"The account '{id}' has no score.");

    public static ProblemHttpResult NotFound(string title, string detail) => Of(StatusCodes.Status404NotFound, title, detail);

    /// <summary>For what is right by itself, but not as things stand.</summary>
    public static ProblemHttpResult Conflict(string title, string detail) => Of(StatusCodes.Status409Conflict, title, detail);

    /// <summary>For who changes what is no longer as they saw it.</summary>
    public static ProblemHttpResult Outdated(string what) => Of(
        StatusCodes.Status412PreconditionFailed, "Changed meanwhile", $"{what} is no longer what If-Match names. Read it again, and change it if you still want to.");

    /// <summary>For what is understood, and cannot be done because of what stands in it.</summary>
    /// <param name="errors">By field.</param>
    public static ProblemHttpResult Refused(string title, string detail, IDictionary<string, string[]> errors) => TypedResults.Problem(
        new HttpValidationProblemDetails(errors) { Status = StatusCodes.Status422UnprocessableEntity, Title = title, Detail = detail });

    public static ProblemHttpResult Of(int status, string title, string detail) => TypedResults.Problem(statusCode: status, title: title, detail: detail);
}
