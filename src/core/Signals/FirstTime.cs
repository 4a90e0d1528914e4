using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals;

/// <summary>
/// The earliest instant that any version of the selected facts has told by T. What was reached once stays reached,
/// whatever the object became later.
/// </summary>
/// <param name="Selection">With <see cref="Selection.EveryVersion"/>, without window and state.</param>
/// <param name="Field">The time that is looked at; null for when the fact happened or its version took effect.</param>
public sealed record FirstTime(Selection Selection, FactField? Field)
{
    /// <summary>The fact that tells the instant, the first of several; null when there is none yet.</summary>
    public VisibleFact? Of(AccountHistory history, PointInTime point)
    {
        VisibleFact? first = null;
        foreach (var fact in Selection.Of(history, point))
        {
            if (InstantOf(fact) is { } instant && !(first is { } known && InstantOf(known) <= instant))
            {
                first = fact;
            }
        }

        return first;
    }

    public Instant? InstantOf(VisibleFact fact) => Field is null ? fact.At : fact.Time(Field);

    public string Describe() => Field is null ? Selection.Describe() : $"{Field.Name} of {Selection.Describe()}";

    /// <summary>Reads <c>{ reached: milestones, where: …, on: reached_at }</c>.</summary>
    internal static FirstTime? OfKeyword(MeasureReader reader, DocumentNode.Mapping mapping, string keyword, params string[] otherKeys)
    {
        if (reader.Kind(mapping[keyword]!) is not { } kind)
        {
            return null;
        }

        reader.Document.AllowOnly(mapping, $"'{keyword}'", [keyword, "where", "on", .. otherKeys]);
        var errors = reader.Document.Findings.Count;
        var where = reader.Conditions(mapping["where"], kind);
        var on = mapping["on"] is { } node ? reader.Field(node, kind, "moment", f => f.Type == FieldType.Moment) : null;
        return reader.Document.Findings.Count > errors ? null : new FirstTime(new Selection { Kind = kind, Where = where, EveryVersion = true }, on);
    }

    /// <summary>Reads <c>since: { subscriptions: starts_at }</c>, which is also what holds without it.</summary>
    internal static FirstTime? Since(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (mapping["since"] is not { } node)
        {
            return new FirstTime(new Selection { Kind = FactKinds.Subscriptions, EveryVersion = true }, FactKinds.Subscriptions["starts_at"]);
        }

        if (node is not DocumentNode.Mapping { Entries: [var entry] })
        {
            reader.Document.Error(node.Position, "'since' takes one kind of facts and its date, such as { subscriptions: starts_at }.");
            return null;
        }

        return reader.Kind(new DocumentNode.Scalar(entry.Key, entry.KeyPosition)) is { } kind && reader.Field(entry.Value, kind, "date", f => f.IsTime) is { } field
            ? new FirstTime(new Selection { Kind = kind, EveryVersion = true }, field)
            : null;
    }
}
