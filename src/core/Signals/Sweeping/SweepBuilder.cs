using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Makes the nodes of one thread for one grid and one book; equal measures and selections become one node.</summary>
public sealed class SweepBuilder(DayGrid grid, Func<FactKind, FactColumns> columnsOf)
{
    private readonly Dictionary<Measure, SweepNode> _nodes = [];
    private readonly Dictionary<Selection, SweepNode> _counts = [];
    private readonly Dictionary<Selection, SelectionSpans> _spans = [];
    private readonly Dictionary<Selection, OccurrenceDays?> _days = [];
    private readonly Dictionary<object, object> _shared = [];
    private readonly Dictionary<int, SweepBuilder> _hindsights = [];

    public DayGrid Grid => grid;

    /// <summary>How many days later than each day of the grid it is known what happened before it; 0 but for <see cref="Hindsight"/>.</summary>
    public int HindsightDays { get; private init; }

    /// <summary>
    /// The same grid with what is known some days later: what a comparison over so many days, which looks back from T, sees on
    /// the earlier of its two. The last so many days of the grid mean nothing there, for what they know lies behind its end.
    /// </summary>
    /// <param name="days">More days of hindsight than this one has, at least 1.</param>
    public SweepBuilder Hindsight(int days)
    {
        if (!_hindsights.TryGetValue(days, out var later))
        {
            _hindsights.Add(days, later = new SweepBuilder(grid, columnsOf) { HindsightDays = HindsightDays + days });
        }

        return later;
    }

    public FactColumns Columns(FactKind kind) => columnsOf(kind);

    public SweepNode Node(Measure measure)
    {
        if (!_nodes.TryGetValue(measure, out var node))
        {
            _nodes.Add(measure, node = measure.Sweep(this));
        }

        return node;
    }

    /// <summary>What nodes of one kind of measure share, by what it is made from.</summary>
    public T Shared<T>(object key, Func<T> make)
        where T : class
    {
        if (!_shared.TryGetValue(key, out var shared))
        {
            _shared.Add(key, shared = make());
        }

        return (T)shared;
    }

    /// <summary>How many facts are selected a day.</summary>
    public SweepNode Counts(Selection selection)
    {
        if (!_counts.TryGetValue(selection, out var counts))
        {
            _counts.Add(selection, counts = Days(selection) is { } days
                ? new DailyCountNode(days, selection.WindowDays, grid)
                : new SpanCountNode(Spans(selection), grid));
        }

        return counts;
    }

    /// <summary>The spans of days over which each row is selected.</summary>
    public SelectionSpans Spans(Selection selection)
    {
        if (!_spans.TryGetValue(selection, out var spans))
        {
            _spans.Add(selection, spans = new SelectionSpans(selection, grid, Columns(selection.Kind), Contacts(selection), HindsightDays));
        }

        return spans;
    }

    /// <summary>
    /// The rows of a selection by the day they happened, whatever its window; null when its rows come and go in other ways
    /// than with a window, so that only spans tell the truth.
    /// </summary>
    public OccurrenceDays? Days(Selection selection)
    {
        var unlimited = selection with { WindowDays = null };
        if (!_days.TryGetValue(unlimited, out var days))
        {
            _days.Add(unlimited, days = OccurrenceDays.For(unlimited, grid, Columns(selection.Kind)));
        }

        return days;
    }

    private ContactDays? Contacts(Selection selection) => selection.Contacts.IsEmpty
        ? null
        : new ContactDays(Spans(new Selection { Kind = FactKinds.Contacts, Where = selection.Contacts }), Columns(FactKinds.Contacts));
}
