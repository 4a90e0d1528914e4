using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>missing: worst</c>, <c>{ fixed: 40 }</c>, <c>{ carry: 90d, half_life: 30d, then: exclude }</c>, or one of these
/// for each reason: <c>{ absent: worst, stale: { carry: 60d } }</c>.
/// </summary>
internal static class MissingSyntax
{
    private static readonly string[] Reasons = ["absent", "stale", "not_applicable"];
    private static readonly string[] Words = ["redistribute", "redistribute_all", "worst", "neutral", "exclude"];

    /// <returns>Null after an error.</returns>
    public static MissingPolicies? Read(DocumentReader reader, DocumentNode node)
    {
        if (node is not DocumentNode.Mapping mapping || !mapping.Entries.Any(e => e.Key == "corrupt" || Reasons.Contains(e.Key, StringComparer.Ordinal)))
        {
            return One(reader, node, "missing", canCarry: true) is { } policy ? new MissingPolicies(policy) : null;
        }

        var errors = reader.Findings.Count;
        if (mapping.Entries.FirstOrDefault(e => e.Key == "corrupt") is { } corrupt)
        {
            reader.Error(corrupt.KeyPosition, "What is corrupt follows no policy: it keeps its weight and counts as 50 at most. Name absent, stale or not_applicable.");
        }

        reader.AllowOnly(mapping, "missing", ["corrupt", .. Reasons]);
        var (absent, stale, notApplicable) = (Of(Reasons[0]), Of(Reasons[1]), Of(Reasons[2]));
        return reader.Findings.Count > errors ? null : new MissingPolicies(absent!, stale!, notApplicable!);

        MissingPolicy? Of(string reason) => mapping[reason] is { } policy ? One(reader, policy, reason, canCarry: true) : MissingPolicy.InDimension;
    }

    private static MissingPolicy? One(DocumentReader reader, DocumentNode node, string what, bool canCarry)
    {
        if (node is DocumentNode.Mapping mapping)
        {
            return canCarry && mapping["carry"] is not null ? Carry(reader, mapping, what) : Fixed(reader, mapping, what);
        }

        return reader.OneOf(node, what, Words) switch
        {
            null => null,
            "redistribute_all" => new MissingPolicy.RedistributeAll(),
            "worst" => new MissingPolicy.Fixed(0),
            "neutral" => new MissingPolicy.Fixed(MissingPolicy.Neutral),
            "exclude" => new MissingPolicy.Exclude(),
            _ => MissingPolicy.InDimension,
        };
    }

    private static MissingPolicy.Fixed? Fixed(DocumentReader reader, DocumentNode.Mapping mapping, string what)
    {
        reader.AllowOnly(mapping, what, "fixed");
        return reader.Required(mapping, "fixed", what) is { } points && reader.Number(points, "fixed", 0, 100) is { } number ? new MissingPolicy.Fixed(number) : null;
    }

    private static MissingPolicy.Carry? Carry(DocumentReader reader, DocumentNode.Mapping mapping, string what)
    {
        reader.AllowOnly(mapping, what, "carry", "half_life", "then");
        var errors = reader.Findings.Count;
        var days = reader.Days(mapping["carry"], "carry");
        if (days > HealthModel.MostDaysRemembered)
        {
            reader.Error(mapping["carry"]!.Position, $"Nothing is remembered for longer than {HealthModel.MostDaysRemembered} days.");
        }

        var halfLife = reader.Days(mapping["half_life"], "half_life");
        var then = mapping["then"] is { } next ? One(reader, next, "then", canCarry: false) : MissingPolicy.InDimension;
        return reader.Findings.Count > errors ? null : new MissingPolicy.Carry(days!.Value, halfLife, then!);
    }
}
