using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Share;

/// <summary>
/// The selected facts as a share, 0 to 1, of what the same selection holds without the conditions that make the share. Of nothing there is no
/// share: absent or stale, as for a mean.
/// </summary>
/// <param name="Selection">The part.</param>
/// <param name="Whole">The same with fewer conditions.</param>
public sealed record ShareMeasure(Selection Selection, Selection Whole) : Measure
{
    public static readonly MeasureSyntax Syntax = new("share", static (reader, mapping) => Read(reader, mapping));

    /// <summary>
    /// <c>response_rate: survey_invitations</c>: the share of what was asked in the window that is answered by T. It is for
    /// kinds with a response time, from whose two moments it follows.
    /// </summary>
    public static readonly MeasureSyntax ResponseSyntax = new("response_rate", static (reader, mapping) => ReadResponse(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) => new ShareNode(builder.Spans(Selection), builder.Spans(Whole), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var all = Evidence(history, point).ToArray();
        return all.Length == 0
            ? Whole.Nothing(history, point)
            : new Reading.Observed((double)all.Count(fact => Selection.Where.All(condition => condition.Holds(fact, history))) / all.Length);
    }

    /// <summary>The whole, not the part alone: what does not fulfil the conditions lowers the share.</summary>
    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Whole.Of(history, point);

    public override string Describe() => $"share of {Selection.Describe()}";

    private static ShareMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "share") is not { } selection)
        {
            return null;
        }

        if (!selection.Where.IsEmpty)
        {
            return new ShareMeasure(selection, selection with { Where = [] });
        }

        reader.Document.Error(mapping.Position, "'share' needs 'where': which of the facts are counted among all of them.");
        return null;
    }

    private static ShareMeasure? ReadResponse(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "response_rate") is not { } selection)
        {
            return null;
        }

        if (reader.ResponseTimeOf(selection.Kind, mapping["response_rate"]!.Position) is not { Span: var (asked, answered) })
        {
            return null;
        }

        var whole = selection with { On = selection.On ?? (selection.WindowDays is null ? null : selection.Kind[asked]) };
        return new ShareMeasure(whole with { Where = [.. whole.Where, new Condition.Present(selection.Kind[answered])] }, whole);
    }
}
