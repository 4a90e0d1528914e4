using Mainstay.Core.Facts;

namespace Mainstay.Web.Tests.Sample;

/// <summary>Forty made-up customers with fourteen months of facts up to <see cref="LastDay"/>; always the same.</summary>
public static class SampleBook
{
    public static readonly DateOnly LastDay = new(2026, 11, 1);

    public static readonly DateOnly FirstDay = LastDay.AddDays(-425);

    /// <summary>An account whose name and id try to break out of the page.</summary>
    public static readonly SampleAccount Hostile = new(
        "x/y\"><img src=x onerror=alert(1)>", "<script>alert('name')</script> & \"Söhne\"", "o'brien@example.com", "smb", "<b>team</b>", 12, 90_000, Course.SupportTrouble);

    private static readonly string[] Names =
    [
        "Northwind Analytics", "Kestrel Logistics", "Fjordline Energy", "Maple & Co", "Brightwater Health", "Quarry Labs",
        "Tessera Retail", "Halcyon Media", "Ostrava Steel", "Lumen Dental", "Baltic Freight", "Orchard Payments",
        "Sable Robotics", "Vireo Travel", "Cobalt Legal", "Meridian Foods", "Pinecrest Schools", "Arbor Insurance",
        "Delta Seven", "Juniper Homes", "Ridgeway Motors", "Solstice Apparel", "Harbour & Lane", "Ember Security",
        "Talus Mining", "Wren Publishing", "Copperfield Tools", "Nimbus Weather", "Atlas Mobility", "Saffron Kitchens",
        "Granite Bank", "Larkspur Events", "Polder Water", "Zephyr Airlines", "Mosaic Games", "Falcon Freight Forwarding International",
        "Ivy Biotech", "Canton Ceramics", "Rowan Care",
    ];

    private static readonly string?[] Owners = ["ana.silva@example.com", "jonas.weber@example.com", "mei.tanaka@example.com", "priya.nair@example.com", null];

    private static readonly Course[] Courses =
    [
        Course.Healthy, Course.QuietDecline, Course.Growing, Course.Healthy, Course.SupportTrouble, Course.Healthy, Course.Overdue,
        Course.Healthy, Course.ChampionLeft, Course.Recovering, Course.Growing, Course.Healthy, Course.Silent, Course.New,
    ];

    public static readonly IReadOnlyList<SampleAccount> Accounts = [.. Names.Select(Account), Hostile];

    /// <summary>Kinds that a source delivers; all but activities of the silent ones.</summary>
    public static readonly IReadOnlyDictionary<FactKind, Core.Facts.Stream> Streams =
        FactKinds.All.ToDictionary(kind => kind, _ => Core.Facts.Stream.Connected);

    /// <summary>Rows of these accounts were rejected, which leaves too little to tell their tier.</summary>
    public static IEnumerable<(string Account, FactKind Kind, Instant? At)> Taints =>
        Accounts.Where(a => a.Course == Course.Silent).SelectMany(a => new[] { FactKinds.Usage, FactKinds.Tickets }.Select(kind => (a.Id, kind, (Instant?)Instant.OfUtc(LastDay.AddDays(-20)))));

    public static IEnumerable<Fact> Facts() => Accounts.SelectMany((account, i) => new SampleFacts(account, new Random(1000 + i)).All());

    private static SampleAccount Account(string name, int i)
    {
        var size = i % 5;
        var (segment, plan, seats) = size switch
        {
            0 => ("enterprise", "scale", 40 + i),
            1 or 2 => ("mid-market", "business", 18 + i / 2),
            _ => ("smb", "team", 6 + i % 7),
        };
        return new SampleAccount(
            $"acc-{101 + i}", name, Owners[i % Owners.Length], segment, plan, seats, seats * (size == 0 ? 24_900 : 8_900), Courses[i % Courses.Length]);
    }
}
