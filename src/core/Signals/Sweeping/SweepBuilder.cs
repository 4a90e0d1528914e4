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

    public DayGrid Grid => grid;

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
            _spans.Add(selection, spans = new SelectionSpans(selection, grid, Columns(selection.Kind), Contacts(selection)));
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
