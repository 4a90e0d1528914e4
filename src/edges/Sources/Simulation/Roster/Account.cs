using System.Globalization;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Facts;
using Mainstay.Sources.Simulation.Contracts;
using Mainstay.Sources.Simulation.Stories;

namespace Mainstay.Sources.Simulation.Roster;

/// <summary>Where a customer sits and how far its clocks are from UTC.</summary>
internal sealed record Place(string Country, int HoursFromUtc);

/// <summary>One customer of the demo company: who it is, what happens to it, and the random sequences of its files.</summary>
internal sealed class Account
{
    private static readonly Place[] s_places =
    [
        new("Germany", 1), new("United Kingdom", 0), new("Netherlands", 1), new("France", 1), new("Sweden", 1), new("Ireland", 0),
        new("Spain", 1), new("Poland", 1), new("Finland", 2), new("United States", -5), new("Canada", -5),
    ];

    private readonly SplitMix64 _random;

    public Account(int number, Role role, CompanyName company, Period period, SplitMix64 random)
    {
        (Number, Company, Period, _random) = (number, company, period, random);
        var draw = Fork(Strand.Profile);
        var size = draw.Unit();
        Segment = size < 0.55 ? Segment.Smb : size < 0.88 ? Segment.Mid : Segment.Enterprise;
        Place = draw.Pick<Place>(s_places);
        Owner = draw.Pick<string>(Product.Owners);
        Plot = Plot.Draw(role, Segment, period, Fork(Strand.Plot));
        Health = HealthPath.Draw(Plot, period, Fork(Strand.Health));
        Contract = Contract.Draw(this, Fork(Strand.Contract));
        People = People.Draw(this, Fork(Strand.People));
    }

    public int Number { get; }

    public string Id => string.Create(CultureInfo.InvariantCulture, $"acc-{Number:000}");

    public CompanyName Company { get; }

    public Period Period { get; }

    public Segment Segment { get; }

    public Place Place { get; }

    /// <summary>E-mail of the CSM at the start of the data.</summary>
    public string Owner { get; }

    public Plot Plot { get; }

    public HealthPath Health { get; }

    public Contract Contract { get; }

    public People People { get; }

    /// <summary>First day of the account within the data.</summary>
    public int FirstDay => Math.Max(0, Period.DayOf(Plot.Since));

    /// <summary>The day after the account's last one within the data.</summary>
    public int LastDay => Plot.Churn is { } churn ? Period.DayOf(churn) : Period.Days;

    /// <summary>How far the product is rolled out, 0 to 1: the first weeks are slow, and some never get beyond them.</summary>
    public double Rollout(int day)
    {
        var tenure = day - Period.DayOf(Plot.Since);
        var reach = Plot is { Story: Story.Onboarding, Ending: Ending.AtRisk } ? 0.4 : 1.0;
        return Math.Clamp(0.15 + (0.85 * tenure / 75), 0.15, reach);
    }

    public SplitMix64 Fork(Strand strand) => _random.Fork((int)strand);

    /// <summary>A moment within local business hours; always on that UTC day, because no place here is further than five hours off.</summary>
    public int BusinessSecond(SplitMix64 random)
    {
        var local = 7 + (random.Unit() * 5) + (random.Unit() * 6);
        return (int)((local - Place.HoursFromUtc) * 3600);
    }

    public Instant Moment(int day, SplitMix64 random) => Period.At(day, BusinessSecond(random));
}

/// <summary>The independent random sequences of an account.</summary>
internal enum Strand
{
    Profile,
    Plot,
    Health,
    Contract,
    People,
    Companies,
    Usage,
    Tickets,
    Invoices,
    Surveys,
    Activities,
}
