using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Mainstay.Web.Api.Requests;

/// <summary>
/// Ids are whatever a source says. Routing decodes everything in a path but an escaped slash, so that afterwards nobody can
/// tell the id a/b from the id a%2Fb; here each part is decoded once, from the address as it was sent.
/// </summary>
internal static class RawIds
{
    public static void UseRawIds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern: { Parameters.Count: > 0 } pattern } && context.Request.IsOfApi())
        {
            Decode(context, pattern);
        }

        return next(context);
    });

    public static bool IsOfApi(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static void Decode(HttpContext context, RoutePattern pattern)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var parts = target.Split('?')[0].Split('/')[1..];
        if (!target.StartsWith('/') || parts.Length != pattern.PathSegments.Count)
        {
            return;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (pattern.PathSegments[i].Parts is [RoutePatternParameterPart parameter])
            {
                context.Request.RouteValues[parameter.Name] = Uri.UnescapeDataString(parts[i]);
            }
        }
    }
}
