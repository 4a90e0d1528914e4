using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Mainstay.Web.Operating.Metrics;

/// <summary>Adds up what meters of this process measure, from its start on.</summary>
internal sealed class MeterReader : IDisposable
{
    /// <summary>Whatever tags come up, memory stays bounded.</summary>
    private const int MostSeries = 2000;

    private static readonly string[] Meters = [ServerMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql"];

    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, Series>> _instruments = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();

    public MeterReader()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name, StringComparer.Ordinal))
            {
                _instruments.TryAdd(instrument, new(StringComparer.Ordinal));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All instruments in the order of their names.</summary>
    public IReadOnlyList<(Instrument Instrument, IReadOnlyList<Series> Series)> Read()
    {
        lock (_reading)
        {
            _listener.RecordObservableInstruments();
            return [.. _instruments.OrderBy(i => i.Key.Name, StringComparer.Ordinal).Select(i => (i.Key, (IReadOnlyList<Series>)[.. i.Value.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value)]))];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_instruments.TryGetValue(instrument, out var all))
        {
            return;
        }

        var labels = Labels(tags);
        if (!all.TryGetValue(labels, out var series))
        {
            if (all.Count >= MostSeries)
            {
                return;
            }

            series = all.GetOrAdd(labels, _ => new Series(labels, Bounds(instrument)));
        }

        series.Add(value, IsSet(instrument));
    }

    // Observable instruments tell the whole; others what is added to it.
    private static bool IsSet(Instrument instrument) => instrument.IsObservable || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);

    private static double[]? Bounds(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } own } => [.. own],
        Histogram<double> or Histogram<long> or Histogram<int> => [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        _ => null,
    };

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var all = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
        {
            all.Add($"{PrometheusText.Name(name)}=\"{PrometheusText.Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        }

        all.Sort(StringComparer.Ordinal);
        return string.Join(',', all);
    }
}

/// <summary>One line of an instrument: its value, or its buckets.</summary>
internal sealed class Series(string labels, double[]? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[(bounds?.Length ?? 0) + 1];
    private double _sum;

    public string Labels => labels;

    /// <summary>Upper ends, each inclusive; null for what is no histogram.</summary>
    public IReadOnlyList<double>? Bounds => bounds;

    public void Add(double value, bool isWhole)
    {
        lock (_lock)
        {
            _sum = isWhole ? value : _sum + value;
            if (bounds is not null)
            {
                var bucket = Array.FindIndex(bounds, b => value <= b);
                _counts[bucket < 0 ? ^1 : bucket]++;
            }
        }
    }

    /// <summary>The sum, and how many lie in each bucket; the last is of those above all.</summary>
    public (double Sum, long[] Counts) Read()
    {
        lock (_lock)
        {
            return (_sum, [.. _counts]);
        }
    }
}
