using System.Diagnostics;
using System.Globalization;
using Mainstay.Sources.Files;

namespace Mainstay.Cli.Import;

/// <summary>File, rows, rate and time left of a running import on the error stream, at most once a second; silent for the first
/// second, and where the error stream is no terminal.</summary>
public sealed class ImportProgressLine(TextWriter writer) : IProgress<ImportProgress>, IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private long _shownAt = Terminal.ShowsProgress(writer) ? 1000 : long.MaxValue;
    private bool _isShown;

    public void Report(ImportProgress value)
    {
        lock (_lock)
        {
            if (_clock.ElapsedMilliseconds < _shownAt)
            {
                return;
            }

            _shownAt = _clock.ElapsedMilliseconds + 1000;
            _isShown = true;
            var left = value.SecondsLeft is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {seconds:0} s left") : "";
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.File}: {value.Rows:#,0} rows, {value.RowsPerSecond:#,0}/s{left}        "));
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
