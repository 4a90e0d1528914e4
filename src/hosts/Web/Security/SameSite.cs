namespace Mainstay.Web.Security;

/// <summary>
/// Refuses what another site makes a browser send: cookies and open houses let in whatever comes from the browser, whoever wrote
/// the page. Forms have their token besides; this holds for every address, also those that read JSON.
/// </summary>
internal static class SameSite
{
    public static void UseSameSite(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsSafe(context.Request.Method) || context.Request.Headers.Authorization.Count > 0 || IsOwn(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // Programs send neither header. A proxy that ends https keeps the host, but changes the scheme: only hosts are compared.
    private static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)));
}
