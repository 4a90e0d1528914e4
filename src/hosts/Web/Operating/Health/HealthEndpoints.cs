using Mainstay.Web.Api;

namespace Mainstay.Web.Operating.Health;

/// <summary>Whether the process lives, and whether it can serve: the one restarts it, the other sends requests elsewhere.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("alive")).AllowAnonymous().DisableRateLimiting();
        routes.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
        {
            var checks = await readiness.LookAsync(cancellationToken);
            var isReady = checks.All(c => c.Problem is null);
            return TypedResults.Json(
                new ReadyBody(isReady ? "ready" : "not ready", checks.ToDictionary(c => c.Name, c => c.Problem ?? "ok", StringComparer.Ordinal)),
                ApiJson.Default.ReadyBody,
                statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().DisableRateLimiting();
    }
}

/// <param name="Status">ready, or not ready.</param>
/// <param name="Checks">`ok`, or what is wrong.</param>
public sealed record ReadyBody(string Status, IReadOnlyDictionary<string, string> Checks);
