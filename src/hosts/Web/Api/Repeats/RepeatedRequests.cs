using Mainstay.Store;
using Mainstay.Store.Answers;
using Mainstay.Web.Access;

namespace Mainstay.Web.Api.Repeats;

/// <summary>
/// A request with an <c>Idempotency-Key</c> that is sent again is answered as it was the first time, and changes nothing more
/// (draft-ietf-httpapi-idempotency-key-header). What the server could not do (5xx) or had no room for (429) may be tried again.
/// </summary>
internal static class RepeatedRequests
{
    public const string Header = "Idempotency-Key";

    /// <summary>Says that an answer was given before.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const int LongestKey = 255;

    // Bodies are kept in memory up to here, and beyond it in a file.
    private const int InMemory = 64 * 1024;

    private static readonly string[] KeptHeaders = ["Content-Type", "Location", "ETag"];

    /// <summary>Comes after authorization: keys of those who may not ask are not looked at.</summary>
    public static void UseRepeats(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<MayBeRepeated>() is not null && context.Request.Headers.TryGetValue(Header, out var key)
            ? AnswerAsync(context, key.ToString(), next)
            : next(context));

    private static async Task AnswerAsync(HttpContext context, string key, RequestDelegate next)
    {
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~'))
        {
            await ProblemAsync(context, StatusCodes.Status400BadRequest, $"{Header} must be 1 to {LongestKey} characters without spaces, such as a UUID.");
            return;
        }

        var (caller, database) = (Caller.Of(context.User)!, context.RequestServices.GetRequiredService<Database>());
        byte[] asked;
        try
        {
            context.Request.EnableBuffering(InMemory);
            asked = await AskedDigest.OfAsync(context.Request, context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            await ProblemAsync(context, e.StatusCode, e.Message);
            return;
        }

        switch (await database.Answers.ClaimAsync(caller.Workspace, caller.Name, key, asked, context.RequestAborted))
        {
            case AnswerClaim.New:
                await FirstAsync(context, caller, key, database, next);
                break;
            case AnswerClaim.Answered { Answer: var answer }:
                await RepeatAsync(context.Response, answer);
                break;
            case AnswerClaim.Running:
                context.Response.Headers.RetryAfter = "1";
                await ProblemAsync(context, StatusCodes.Status409Conflict, $"The request with this {Header} is being answered now. Ask again in a second.");
                break;
            case AnswerClaim.Other:
                await ProblemAsync(context, StatusCodes.Status422UnprocessableEntity, $"This {Header} was sent with another request. Take a new one for each.");
                break;
        }
    }

    private static async Task FirstAsync(HttpContext context, Caller caller, string key, Database database, RequestDelegate next)
    {
        var (response, body) = (context.Response, context.Response.Body);
        using var kept = new MemoryStream();
        response.Body = kept;
        var isKept = false;
        try
        {
            await next(context);
            if (response.StatusCode is < 500 and not StatusCodes.Status429TooManyRequests)
            {
                // Whoever has hung up asks again: the answer is kept for them all the same.
                await database.Answers.KeepAsync(caller.Workspace, caller.Name, key, new StoredAnswer(response.StatusCode, HeadersOf(response), kept.ToArray()), CancellationToken.None);
                isKept = true;
            }
        }
        finally
        {
            response.Body = body;
            if (!isKept)
            {
                await database.Answers.ForgetAsync(caller.Workspace, caller.Name, key, CancellationToken.None);
            }
        }

        await body.WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), context.RequestAborted);
    }

    private static async Task RepeatAsync(HttpResponse response, StoredAnswer answer)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers[Replayed] = "true";
        await response.Body.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }

    private static Dictionary<string, string> HeadersOf(HttpResponse response) => KeptHeaders
        .Where(response.Headers.ContainsKey)
        .ToDictionary(name => name, name => response.Headers[name].ToString(), StringComparer.Ordinal);

    private static Task ProblemAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: "Not repeated").ExecuteAsync(context);
}
