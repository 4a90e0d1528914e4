using Mainstay.Web.Operating.Health;
using Mainstay.Web.Operating.Limits;
using Mainstay.Web.Operating.Metrics;
using Mainstay.Web.Operating.Telemetry;
using Microsoft.AspNetCore.HttpOverrides;

namespace Mainstay.Web.Operating;

/// <summary>What makes a server one that can be operated: limits, logs, health, metrics, traces.</summary>
internal static class Operation
{
    /// <summary>Bytes of a request, unless its address takes more.</summary>
    private const long MostPerRequest = 10 * 1024 * 1024;

    public static void AddOperation(this WebApplicationBuilder builder, OperatingOptions options)
    {
        // The framework then says of each request by itself what OpenTelemetry wants to know of it.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostPerRequest;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.LongestStop);
        builder.Logging.AddFilter("Mainstay", options.LogLevel);
        if (options.LogsJson)
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                json.IncludeScopes = true;
            });
        }

        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in options.TrustedProxies)
            {
                forwarded.KnownProxies.Add(proxy);
            }
        });
        builder.Services.AddRateLimits(options);
        builder.Services.AddRequestTimeouts();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<MeterReader>();
        builder.Services.AddHostedService<OtlpExport>();
    }

    public static void MapOperation(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        routes.MapMetrics();
    }
}
