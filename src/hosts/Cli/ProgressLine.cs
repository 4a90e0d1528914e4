using System.Diagnostics;
using System.Globalization;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli;

/// <summary>
/// Count, rate and time left on the error stream, at most once a second; silent for what takes less than a
/// second, and where the error stream is no terminal.
/// </summary>
/// <param name="before">How many an earlier run has done: they say nothing about the rate.</param>
public sealed class ProgressLine(TextWriter writer, string what, long total, long before = 0) : IProgress<AccountTimeline>, IProgress<long>, IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private long _done;
    private long _shownAt = Terminal.ShowsProgress(writer) ? 1000 : long.MaxValue;
    private bool _isShown;

    public void Report(AccountTimeline value) => Report(Interlocked.Increment(ref _done));

    /// <param name="value">How many are done.</param>
    public void Report(long value)
    {
        lock (_lock)
        {
            var elapsed = _clock.ElapsedMilliseconds;
            if (elapsed < _shownAt)
            {
                return;
            }

            _shownAt = elapsed + 1000;
            _isShown = true;
            var rate = (value - before) * 1000d / elapsed;
            var left = total > value && rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {(total - value) / rate:0} s left") : "";
            var of = total > 0 ? string.Create(CultureInfo.InvariantCulture, $" of {total:#,0}") : "";
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value:#,0}{of} {what}, {rate:#,0}/s{left}        "));
            writer.Flush();
        }
    }

    public void Dispose()
    {
        if (_isShown)
        {
            writer.WriteLine();
        }
    }
}
