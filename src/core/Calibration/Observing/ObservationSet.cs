using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>All observations of a book by one plan.</summary>
/// <param name="Model">What the accounts were scored by.</param>
/// <param name="Plan">When they were looked at.</param>
/// <param name="Rows">By account in ordinal order, then by day.</param>
/// <param name="Families">Per row the account that stands for all that are related through parents; itself where none is.</param>
/// <param name="LeftOut">What is no observation, and why.</param>
public sealed record ObservationSet(
    HealthModel Model, ObservationPlan Plan, ImmutableArray<Observation> Rows, ImmutableArray<string> Families, LeftOutCounts LeftOut)
{
    /// <summary>Rows whose account churned within the horizon.</summary>
    public int Churned { get; } = Rows.Count(r => r.HasChurned);

    public int Accounts { get; } = Rows.Select(r => r.AccountId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Accounts that churned within the horizon of any of their rows: the events that evidence can rest on.</summary>
    public int ChurnedAccounts { get; } = Rows.Where(r => r.HasChurned).Select(r => r.AccountId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Share of rows that churned, 0 to 1; NaN without rows.</summary>
    public double BaseRate => (double)Churned / Rows.Length;

    /// <summary>Whether anything was done about any account: then its rows tell of what we did as well.</summary>
    public bool HasInterventions { get; } = Rows.Any(r => r.WasHelped);

    /// <param name="observed">Of each account, in any order.</param>
    public static ObservationSet Of(
        HealthModel model, ObservationPlan plan, IEnumerable<(IReadOnlyList<Observation> Rows, LeftOutCounts LeftOut)> observed, AccountFamilies families)
    {
        var (rows, leftOut) = (ImmutableArray.CreateBuilder<Observation>(), new LeftOutCounts());
        foreach (var account in observed)
        {
            rows.AddRange(account.Rows);
            leftOut.Add(account.LeftOut);
        }

        rows.Sort((a, b) => string.CompareOrdinal(a.AccountId, b.AccountId) is var order and not 0 ? order : a.Day.CompareTo(b.Day));
        var all = rows.DrainToImmutable();
        return new ObservationSet(model, plan, all, [.. all.Select(r => families.Of(r.AccountId))], leftOut);
    }
}
