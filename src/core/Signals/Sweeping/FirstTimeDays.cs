using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>A first time over all days: what each midnight knows to be the earliest instant.</summary>
internal sealed class FirstTimeDays(FirstTime first, SweepBuilder builder)
{
    /// <summary>Where there is no instant yet.</summary>
    public const long None = long.MaxValue;

    private readonly SelectionSpans _spans = builder.Spans(first.Selection);
    private readonly long[] _instants = new long[builder.Grid.Count];

    /// <summary>Microseconds per day of the grid, valid until the next call.</summary>
    public ReadOnlySpan<long> Of(AccountHistory account)
    {
        _instants.AsSpan().Fill(None);
        var (best, bestFrom) = (None, int.MaxValue);
        foreach (var span in _spans.Of(account))
        {
            var instant = first.Field is { } field ? _spans.Time(span, field) : span.Instant;
            var from = first.Field is null ? span.From : _spans.Known(span, first.Field);

            // Of a long history the first fact says it all: the later ones, each seen to the end, change nothing.
            if (instant == FactColumns.NoTime || from >= span.To || (instant >= best && from >= bestFrom))
            {
                continue;
            }

            for (var g = from; g < span.To; g++)
            {
                _instants[g] = Math.Min(_instants[g], instant);
            }

            if (span.To == _instants.Length && instant <= best && from <= bestFrom)
            {
                (best, bestFrom) = (instant, from);
            }
        }

        return _instants;
    }
}
