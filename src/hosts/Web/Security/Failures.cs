using Mainstay.Store;
using Mainstay.Web.Api.Requests;
using Mainstay.Web.Layout;
using Microsoft.AspNetCore.Diagnostics;

namespace Mainstay.Web.Security;

/// <summary>What people and programs see when a request fails: a page, or a problem document where they ask for JSON.</summary>
internal static class Failures
{
    public static void UseKindFailures(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(failed => failed.Run(AnswerFailureAsync));
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static Task AnswerFailureAsync(HttpContext context)
    {
        if (context.Features.Get<IExceptionHandlerFeature>()?.Error is not StoreUnavailableException)
        {
            return AnswerAsync(context, StatusCodes.Status500InternalServerError);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "5";
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable);
    }

    private static Task AnswerAsync(HttpContext context, int status) =>
        (WantsJson(context.Request) ? Results.Problem(statusCode: status) : Notices.Of(status)).ExecuteAsync(context);

    private static bool WantsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return request.IsOfApi() || (accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase));
    }
}
