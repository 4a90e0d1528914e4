namespace Mainstay.Web.Security;

internal static class SecurityHeaders
{
    // Everything a page needs comes from this site and nothing stands in the page itself, so that a name someone typed
    // into a CRM can never run.
    private const string ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors ";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // As the answer starts, because an exception clears every header that was set before it.
        context.Response.OnStarting(static state =>
        {
            Write(((HttpContext)state).Response);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        var framing = response.HttpContext.Features.Get<Framing>();
        headers.ContentSecurityPolicy = ContentSecurityPolicy + (framing is null ? "'none'" : string.Join(' ', framing.Origins.Prepend("'self'")));
        headers.XContentTypeOptions = "nosniff";
        if (framing is null)
        {
            // It knows no list of sites; the policy above does.
            headers.XFrameOptions = "DENY";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
        }

        if (!headers.ContainsKey("Referrer-Policy"))
        {
            headers["Referrer-Policy"] = "same-origin";
        }

        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (headers.CacheControl.Count == 0)
        {
            // Pages tell about customers: no cache in between may keep them.
            headers.CacheControl = "private, no-cache";
        }
    }
}
