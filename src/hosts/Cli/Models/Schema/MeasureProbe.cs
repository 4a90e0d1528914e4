using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals;

namespace Mainstay.Cli.Models.Schema;

/// <summary>
/// Asks the reader of measures what a keyword takes. A table beside the reader would one day say something else; what the
/// reader finds fault with at the very place of the value is what it does not take.
/// </summary>
internal static class MeasureProbe
{
    private static readonly Position OfValue = new(1, 1);
    private static readonly Position Elsewhere = new(2, 1);

    /// <summary>Whether <c>{ count: usage }</c> is a way to write it.</summary>
    public static bool TakesKind(string keyword, FactKind kind) =>
        Takes(keyword, Word(kind.Name, OfValue))
        // Where a kind has several states, some measures must be told which.
        || kind.States.Any(state => Takes(keyword, Word(kind.Name, OfValue), new DocumentNode.Entry("while", Elsewhere, Word(state.Name, Elsewhere))));

    /// <summary>Whether <c>{ sum: amount, in: invoices }</c> is a way to write it.</summary>
    public static bool TakesField(string keyword, FactKind kind, FactField field) =>
        Takes(keyword, Word(field.Name, OfValue), new DocumentNode.Entry("in", Elsewhere, Word(kind.Name, Elsewhere)));

    /// <summary>Whether <c>{ change: { count: usage, window: 30d } }</c> is a way to write it.</summary>
    public static bool TakesMeasure(string keyword) => Takes(keyword, Measure(OfValue));

    /// <summary>Whether <c>{ ratio: [ { … }, { … } ] }</c> is a way to write it.</summary>
    public static bool TakesMeasures(string keyword) => Takes(keyword, new DocumentNode.Sequence([Measure(Elsewhere), Measure(Elsewhere)], OfValue));

    // A reader that stops before it looks at the value takes nothing: it must find fault with nonsense there.
    private static bool Takes(string keyword, DocumentNode value, params DocumentNode.Entry[] more) =>
        !FindsFault(keyword, value, more) && FindsFault(keyword, Word("no-such-word", OfValue), more);

    private static bool FindsFault(string keyword, DocumentNode value, DocumentNode.Entry[] more)
    {
        var document = new DocumentReader();
        new MeasureReader(document).Read(new DocumentNode.Mapping([new DocumentNode.Entry(keyword, Elsewhere, value), .. more], Elsewhere));
        return document.Findings.Any(finding => finding.Position == OfValue);
    }

    private static DocumentNode.Scalar Word(string text, Position position) => new(text, position);

    private static DocumentNode.Mapping Measure(Position position) => new(
    [
        new DocumentNode.Entry("count", Elsewhere, Word(FactKinds.Usage.Name, Elsewhere)),
        new DocumentNode.Entry("window", Elsewhere, Word("30d", Elsewhere)),
    ], position);
}
