using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Adoption;

/// <summary>Counts the words that are adopted on each day; the spans of one word count once where they overlap.</summary>
internal sealed class WordDays
{
    private readonly int[] _wordOf;
    private readonly int[] _countedUntil;
    private readonly double[] _differences;

    public WordDays(AdoptedMeasure measure, TextColumn? texts, DayGrid grid)
    {
        _wordOf = new int[texts?.Count ?? 0];
        Array.Fill(_wordOf, -1);
        for (var word = 0; word < measure.Words.Length; word++)
        {
            if (texts?.CodeOf(measure.Words[word]) is >= 0 and var code)
            {
                _wordOf[code] = word;
            }
        }

        _countedUntil = new int[measure.Words.Length];
        _differences = new double[grid.Count + 1];
    }

    public ReadOnlySpan<double> Differences => _differences;

    public void Clear()
    {
        _countedUntil.AsSpan().Clear();
        _differences.AsSpan().Clear();
    }

    public bool IsWanted(int code) => code >= 0 && _wordOf[code] >= 0;

    /// <summary>Call in the order of <paramref name="from"/>.</summary>
    public void Add(int code, int from, int to)
    {
        ref var countedUntil = ref _countedUntil[_wordOf[code]];
        var begin = Math.Max(from, countedUntil);
        if (begin < to)
        {
            _differences[begin]++;
            _differences[to]--;
            countedUntil = to;
        }
    }

    public static void Divide(Span<double> values, int words)
    {
        foreach (ref var value in values)
        {
            value /= words;
        }
    }
}

internal sealed class DailyAdoptedNode(AdoptedMeasure measure, OccurrenceDays days, TextColumn? texts, DayGrid grid) : SweepNode(grid)
{
    private readonly WordDays _words = new(measure, texts, grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        days.Compute(account);
        _words.Clear();
        var codes = texts is null ? [] : texts.Codes;
        for (var i = 0; i < days.Count && texts is not null; i++)
        {
            var code = codes[days.Rows.IsEmpty ? days.FirstRow + i : days.Rows[i]];
            if (_words.IsWanted(code))
            {
                var from = days.DayOf(i) + 1;
                _words.Add(code, from, measure.WindowDays is { } window ? Math.Min(from + window, values.Length) : values.Length);
            }
        }

        Accumulate(_words.Differences, values);
        WordDays.Divide(values, measure.Words.Length);
    }
}

internal sealed class SpanAdoptedNode(AdoptedMeasure measure, SelectionSpans spans, TextColumn? texts, DayGrid grid) : SweepNode(grid)
{
    private readonly WordDays _words = new(measure, texts, grid);
    private readonly List<(int From, int To, int Code)> _seen = [];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _words.Clear();
        _seen.Clear();
        foreach (var span in spans.Of(account))
        {
            if (texts?.Codes[span.Row] is { } code && _words.IsWanted(code) && spans.Known(span, measure.Field) is var from && from < span.To)
            {
                _seen.Add((from, span.To, code));
            }
        }

        _seen.Sort();
        foreach (var (from, to, code) in _seen)
        {
            _words.Add(code, from, to);
        }

        Accumulate(_words.Differences, values);
        WordDays.Divide(values, measure.Words.Length);
    }
}
