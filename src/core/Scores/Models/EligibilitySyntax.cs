using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>eligible: { subscriptions: held, companies: { is_test: absent } }</c>: a state by its name, or conditions as
/// under <c>where</c>. <c>everyone</c>, or nothing, scores every account.
/// </summary>
public static class EligibilitySyntax
{
    /// <param name="currency">What amounts are compared in; null for as they stand.</param>
    public static ImmutableArray<Selection> Read(DocumentReader reader, DocumentNode? node, ReportingCurrency? currency, string what = "eligible")
    {
        if (node is null or DocumentNode.Scalar { Text: "everyone" } || reader.Mapping(node, what) is not { } mapping)
        {
            return [];
        }

        var selections = ImmutableArray.CreateBuilder<Selection>();
        foreach (var entry in mapping.Entries)
        {
            if (FactKinds.Find(entry.Key) is not { } kind)
            {
                reader.Error(entry.KeyPosition, $"There are no facts '{entry.Key}'.{Suggestion.For(entry.Key, [.. FactKinds.All.Select(k => k.Name)])}");
            }
            else if (entry.Value is DocumentNode.Mapping where)
            {
                selections.Add(new Selection { Kind = kind, Where = ConditionSyntax.Read(reader, where, kind, currency: currency) });
            }
            else if (reader.OneOf(entry.Value, $"The state of {kind}", [.. kind.States.Select(s => s.Name)]) is { } state)
            {
                selections.Add(new Selection { Kind = kind, While = kind.FindState(state) });
            }
        }

        return selections.ToImmutable();
    }
}
