using System.Globalization;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Simulation.Roster;

/// <summary>Somebody at a customer.</summary>
internal sealed record Person(string Name, string Email, string Role, Instant Joined, Instant? Left)
{
    public bool IsUser { get; } = Role is not "executive sponsor";

    public bool IsThere(Instant at) => Joined <= at && (Left is not { } left || at < left);
}

/// <summary>The people of an account, the most active first.</summary>
internal sealed class People
{
    private readonly List<Person> _all = [];
    private readonly HashSet<string> _emails = new(StringComparer.Ordinal);

    public IReadOnlyList<Person> All => _all;

    /// <summary>Users of the product at that instant, the most active first.</summary>
    public IEnumerable<Person> Users(Instant at) => _all.Where(p => p.IsUser && p.IsThere(at));

    public Person? With(string role, Instant at) =>
        _all.Find(p => string.Equals(p.Role, role, StringComparison.Ordinal) && p.IsThere(at));

    public static People Draw(Account account, SplitMix64 random)
    {
        var people = new People();
        var (plot, period) = (account.Plot, account.Period);
        var since = period.DayOf(plot.Since);
        people.AddChampion(account, since, random);
        people.Add(account, "admin", since, null, random);
        if (account.Segment != Segment.Smb || random.Chance(0.5))
        {
            people.Add(account, "executive sponsor", since, null, random);
        }

        var fill = random.Between(0.78, 1);
        var users = 2;
        for (var day = account.FirstDay; day < account.LastDay; day++)
        {
            var room = (int)Math.Round(account.Contract.SeatsOn(day) * fill * account.Rollout(day));
            for (; users < room; users++)
            {
                var joined = day > Math.Max(0, since) ? day : since + random.Whole(0, Math.Min(60, Math.Max(0, -since)));
                int? left = random.Chance(0.06) ? random.Whole(Math.Max(joined, 0) + 30, account.LastDay + 200) : null;
                people.Add(account, "user", joined, left < account.LastDay ? left : null, random);
            }
        }

        return people;
    }

    private void AddChampion(Account account, int since, SplitMix64 random)
    {
        Add(account, "champion", since, account.Plot.ChampionLeaves, random);
        if (account.Plot is { ChampionReplaced: true, ChampionLeaves: { } leaves })
        {
            Add(account, "champion", leaves + random.Whole(1, 12), null, random);
        }
    }

    private void Add(Account account, string role, int joined, int? left, SplitMix64 random)
    {
        var (first, last) = Names.Person(random);
        var email = $"{first}.{last}@{account.Company.Domain}".ToLowerInvariant();
        for (var n = 2; !_emails.Add(email); n++)
        {
            email = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{n}@{account.Company.Domain}").ToLowerInvariant();
        }

        // Joined at midnight, so that nobody does anything before; left at the close of business.
        var period = account.Period;
        _all.Add(new($"{first} {last}", email, role, period.At(joined), left is { } day ? period.At(day, 17 * 3600) : null));
    }
}
