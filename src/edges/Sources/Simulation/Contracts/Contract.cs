using Mainstay.Core.Calibration.Chance;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Contracts;

/// <summary>
/// A subscription as it stood from <see cref="From"/> on. A rolling monthly subscription has no end until notice is given.
/// </summary>
internal sealed record TermVersion(int Term, DateOnly From, DateOnly Starts, DateOnly? Ends, int Plan, int Seats, long Mrr, DateOnly? Cancelled);

/// <summary>How a term ended or changed; the amount is the change of annual revenue in cents.</summary>
internal sealed record Turnout(DateOnly On, string Type, long Amount, string Reason, string Comment);

/// <summary>Everything an account signed, from its first day on.</summary>
internal sealed class Contract
{
    private readonly List<TermVersion> _versions = [];
    private readonly List<Turnout> _turnouts = [];
    private int[] _seats = [];

    public required string Interval { get; init; }

    /// <summary>In order of <see cref="TermVersion.From"/>.</summary>
    public IReadOnlyList<TermVersion> Versions => _versions;

    public IReadOnlyList<Turnout> Turnouts => _turnouts;

    public TermVersion On(DateOnly date) => _versions.FindLast(v => v.From <= date) ?? _versions[0];

    /// <summary>Days outside the period read as its nearest day.</summary>
    public int SeatsOn(int day) => _seats[Math.Clamp(day, 0, _seats.Length - 1)];

    public static Contract Draw(Account account, SplitMix64 random)
    {
        var plot = account.Plot;
        var interval = plot.IsMonthly ? "monthly" : random.Chance(0.25) ? "quarterly" : "annual";
        var contract = new Contract { Interval = interval };
        new Negotiation(account, contract._versions, contract._turnouts, random).Run();
        contract._versions.Sort((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.Term.CompareTo(b.Term));
        contract._seats = [.. Enumerable.Range(0, account.Period.Days).Select(d => contract.On(account.Period.DateOf(d)).Seats)];
        return contract;
    }
}
