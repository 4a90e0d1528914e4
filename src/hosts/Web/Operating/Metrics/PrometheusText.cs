using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Mainstay.Web.Operating.Metrics;

/// <summary>Metrics as Prometheus reads them (text format 0.0.4), under the names that OpenTelemetry gives them there.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void Append(StringBuilder text, Instrument instrument, IReadOnlyList<Series> series)
    {
        if (series.Count == 0)
        {
            return;
        }

        var type = series[0].Bounds is not null ? "histogram" : IsCounter(instrument) ? "counter" : "gauge";
        var name = Name(instrument.Name) + Unit(instrument.Unit) + (type == "counter" ? "_total" : "");
        Head(text, name, type, instrument.Description);
        foreach (var one in series)
        {
            var (sum, counts) = one.Read();
            if (one.Bounds is not { } bounds)
            {
                Line(text, name, one.Labels, sum);
                continue;
            }

            var (labels, below) = (one.Labels.Length > 0 ? one.Labels + "," : "", 0L);
            for (var i = 0; i < counts.Length; i++)
            {
                below += counts[i];
                Line(text, name + "_bucket", $"{labels}le=\"{(i < bounds.Count ? Number(bounds[i]) : "+Inf")}\"", below);
            }

            Line(text, name + "_sum", one.Labels, sum);
            Line(text, name + "_count", one.Labels, below);
        }
    }

    public static void Gauge(StringBuilder text, string name, string meaning, double value)
    {
        Head(text, name, "gauge", meaning);
        Line(text, name, "", value);
    }

    /// <summary>With nothing but letters, digits and underscores.</summary>
    public static string Name(string name) => string.Create(name.Length, name, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
        }
    });

    public static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Head(StringBuilder text, string name, string type, string? meaning)
    {
        if (!string.IsNullOrEmpty(meaning))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {meaning.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings(" ")}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {type}\n");
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length > 0 ? $"{{{labels}}}" : "").Append(' ').Append(Number(value)).Append('\n');

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static bool IsCounter(Instrument instrument) =>
        instrument.GetType().Name is var type && (type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal));

    private static string Unit(string? unit) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        _ => "",
    };
}
