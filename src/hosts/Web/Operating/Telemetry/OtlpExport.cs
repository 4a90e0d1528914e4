using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mainstay.Web.Operating.Telemetry;

/// <summary>Sends traces and metrics to a collector of the operator's own. Off unless the configuration names one: nothing is sent to anybody else.</summary>
internal sealed class OtlpExport(WebOptions options) : IHostedService
{
    private OpenTelemetrySdk? _sdk;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Operating.Otlp is { } collector)
        {
            _sdk = OpenTelemetrySdk.Create(builder => builder
                .ConfigureResource(resource => resource.AddService("mainstay", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3)))
                .WithTracing(traces => traces.AddSource("Microsoft.AspNetCore", "Npgsql").AddOtlpExporter(otlp => Address(otlp, collector, "v1/traces")))
                .WithMetrics(metrics => metrics
                    .AddMeter(Metrics.ServerMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                    .AddOtlpExporter(otlp => Address(otlp, collector, "v1/metrics"))));
        }

        return Task.CompletedTask;
    }

    // What has not been sent yet is sent, for as long as the exporter itself allows.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _sdk?.Dispose();
        return Task.CompletedTask;
    }

    private static void Address(OtlpExporterOptions otlp, Uri collector, string signal)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri(collector.ToString().TrimEnd('/') + "/" + signal);
    }
}
