using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Latest;

/// <summary>
/// When an assessment ceases to say anything: at its own end, or where it names none, some days after it was given. The
/// first rule whose conditions hold tells how many; extreme opinions may last less long.
/// </summary>
public sealed record Expiry(ImmutableArray<ExpiryRule> Rules)
{
    /// <summary>The instant from which on it says nothing; null where no rule fits and it names no end.</summary>
    /// <param name="givenAt">When it was given.</param>
    public Instant? EndOf(VisibleFact fact, Instant givenAt, AccountHistory history) =>
        fact.Time(fact.Kind["expires_at"])
        ?? (Rules.FirstOrDefault(rule => rule.Where.All(condition => condition.Holds(fact, history))) is { } first ? history.Calendar.DaysBefore(givenAt, -first.AfterDays) : null);

    public string Describe() => "expires " + string.Join(", ", Rules.Select(r => r.Describe()));

    public bool Equals(Expiry? other) => other is not null && Rules.SequenceEqual(other.Rules);

    public override int GetHashCode() => Rules.Length;

    /// <summary>Reads <c>expires: 90d</c> or <c>expires: [ { where: { value: "&lt;= 1" }, after: 30d }, { after: 90d } ]</c>; null after noting what is wrong.</summary>
    internal static Expiry? Read(DocumentReader reader, DocumentNode node, FactKind kind)
    {
        var errors = reader.Findings.Count;
        if (kind.Find("expires_at") is null)
        {
            reader.Error(node.Position, $"{kind} do not expire; only assessments do. Say how far back counts with 'window'.");
            return null;
        }

        var rules = ImmutableArray.CreateBuilder<ExpiryRule>();
        foreach (var item in DocumentReader.Items(node))
        {
            if (item is DocumentNode.Mapping mapping)
            {
                reader.AllowOnly(mapping, "expires", "where", "after");
                var where = ConditionSyntax.Read(reader, mapping["where"], kind);
                if (reader.Days(reader.Required(mapping, "after", "expires"), "after") is { } after)
                {
                    rules.Add(new ExpiryRule(where, after));
                }
            }
            else if (reader.Days(item, "expires") is { } days)
            {
                rules.Add(new ExpiryRule([], days));
            }
        }

        if (rules.Count == 0 && reader.Findings.Count == errors)
        {
            reader.Error(node.Position, "expires needs at least one number of days, such as 90d.");
        }

        return reader.Findings.Count == errors ? new Expiry(rules.ToImmutable()) : null;
    }
}

/// <param name="Where">All of them must hold; empty for every assessment.</param>
/// <param name="AfterDays">Days after it was given, at least 1.</param>
public sealed record ExpiryRule(ImmutableArray<Condition> Where, int AfterDays)
{
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"after {AfterDays} days{(Where.IsEmpty ? "" : " where " + string.Join(" and ", Where.Select(c => c.Describe())))}");

    public bool Equals(ExpiryRule? other) => other is not null && AfterDays == other.AfterDays && Where.SequenceEqual(other.Where);

    public override int GetHashCode() => HashCode.Combine(AfterDays, Where.Length);
}
