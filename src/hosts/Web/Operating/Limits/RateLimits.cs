using System.Globalization;
using System.Threading.RateLimiting;
using Mainstay.Web.Access;

namespace Mainstay.Web.Operating.Limits;

/// <summary>
/// How often one key, person or address may ask. Who sends facts is held by how much is received at a time instead, and what only
/// says that the server lives is not counted.
/// </summary>
internal static class RateLimits
{
    private const int Slices = 6;

    public static void AddRateLimits(this IServiceCollection services, OperatingOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetSlidingWindowLimiter(
            Who(context), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = options.RequestsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = Slices, QueueLimit = 0, AutoReplenishment = true,
            }));
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(60 / Slices);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
            await TypedResults.Problem(
                string.Create(CultureInfo.InvariantCulture, $"More than {options.RequestsPerMinute} requests in a minute. Retry-After says when to go on."),
                statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests").ExecuteAsync(rejected.HttpContext);
        };
    });

    private static string Who(HttpContext context) => Caller.Of(context.User) is { } caller
        ? $"{caller.Workspace}\n{caller.Name}"
        : context.Connection.RemoteIpAddress?.ToString() ?? "";
}
