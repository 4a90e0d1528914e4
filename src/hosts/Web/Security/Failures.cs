using Mainstay.Web.Api.Requests;
using Mainstay.Web.Layout;

namespace Mainstay.Web.Security;

/// <summary>What people and programs see when a request fails: a page, or a problem document where they ask for JSON.</summary>
internal static class Failures
{
    public static void UseKindFailures(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(failed => failed.Run(context => AnswerAsync(context, StatusCodes.Status500InternalServerError)));
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static Task AnswerAsync(HttpContext context, int status) =>
        (WantsJson(context.Request) ? Results.Problem(statusCode: status) : Notices.Of(status)).ExecuteAsync(context);

    private static bool WantsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return request.IsOfApi() || (accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase));
    }
}
