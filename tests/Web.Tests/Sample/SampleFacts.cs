using Mainstay.Core.Facts;

namespace Mainstay.Web.Tests.Sample;

/// <summary>The facts of one sample account.</summary>
internal sealed class SampleFacts(SampleAccount account, Random random)
{
    private static readonly string[] Features = ["report", "export", "dashboard", "alert", "api", "share", "comment", "forecast", "import", "search"];

    private DateOnly Start => account.Course == Course.New ? SampleBook.LastDay.AddDays(-42) : SampleBook.FirstDay;

    public IEnumerable<Fact> All() =>
        [Company(), .. Terms(), .. Contacts(), .. Usage(), .. Tickets(), .. Surveys(), .. Activities(), .. Invoices()];

    // 1 while all is well; follows the account's course over the last months.
    private double Wellness(DateOnly day)
    {
        var left = SampleBook.LastDay.DayNumber - day.DayNumber;
        var recent = Math.Clamp((200 - left) / 200d, 0, 1);
        return account.Course switch
        {
            Course.Healthy => 0.95 + 0.05 * Math.Sin(left / 23d),
            Course.Growing => 0.65 + 0.35 * recent,
            Course.QuietDecline => 1 - 0.97 * recent,
            Course.SupportTrouble => left < 60 ? 0.3 : 0.9,
            Course.ChampionLeft => left < 90 ? 0.35 : 0.9,
            Course.Overdue => 0.7,
            Course.Recovering => left is > 150 and < 300 ? 0.2 : 0.5 + 0.35 * recent,
            Course.Silent => 0.75,
            Course.New => 0.85,
            _ => throw new InvalidOperationException(),
        };
    }

    private Fact Company() => Fact.Of(FactKinds.Companies, account.Id, account.Id, Instant.MinValue,
        ("name", FactValue.Of(account.Name)), ("owner", FactValue.Of(account.Owner)), ("segment", FactValue.Of(account.Segment)),
        ("plan", FactValue.Of(account.Plan)), ("arr", FactValue.Of(account.Mrr * 12)), ("country", FactValue.Of("NL")), ("industry", FactValue.Of("Services")));

    private IEnumerable<Fact> Terms()
    {
        var end = SampleBook.LastDay.AddDays(20 + random.Next(320));
        for (var from = end.AddYears(-2); from < end; from = from.AddYears(1))
        {
            var starts = from < Start ? Start.AddDays(-1) : from;
            if (from.AddYears(1) > Start)
            {
                yield return Fact.Of(FactKinds.Subscriptions, account.Id, $"sub-{from:yyyy}", At(starts),
                    ("plan", FactValue.Of(account.Plan)), ("status", FactValue.Of("active")), ("seats", FactValue.Of(account.Seats)),
                    ("mrr", FactValue.Of(account.Mrr)), ("currency", FactValue.Of("EUR")), ("interval", FactValue.Of("annual")),
                    ("starts_at", FactValue.Of(At(starts))), ("ends_at", FactValue.Of(At(from.AddYears(1)))), ("auto_renew", FactValue.Of(true)));
            }
        }
    }

    private IEnumerable<Fact> Contacts()
    {
        foreach (var (role, i) in new[] { "champion", "executive sponsor", "admin", "user" }.Select((r, i) => (r, i)))
        {
            var left = role is "champion" or "executive sponsor" && account.Course is Course.ChampionLeft or Course.QuietDecline ? FactValue.Of(At(SampleBook.LastDay.AddDays(-75))) : default;
            yield return Fact.Of(FactKinds.Contacts, account.Id, $"{account.Id}-c{i}", At(Start),
                ("name", FactValue.Of($"Contact {i + 1}")), ("email", FactValue.Of($"c{i}@{account.Plan}.example")), ("role", FactValue.Of(role)),
                ("joined_at", FactValue.Of(At(Start))), ("left_at", left));
        }
    }

    private IEnumerable<Fact> Usage()
    {
        var people = (int)(account.Seats * 0.85);
        for (var day = Start; day < SampleBook.LastDay; day = day.AddDays(1))
        {
            if (account.Course == Course.Silent || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            var rows = 4 * Wellness(day) + random.NextDouble() - 0.6;
            for (var i = 0; i < rows; i++)
            {
                var reach = Math.Max(1, (int)(people * Math.Min(1, Wellness(day) + 0.1)));
                yield return Fact.Of(FactKinds.Usage, account.Id, null, At(day, 8 + random.Next(9), random.Next(60)),
                    ("user", FactValue.Of($"user-{random.Next(reach) + 1}")), ("event", FactValue.Of(Features[random.Next(Math.Max(2, (int)(Features.Length * Wellness(day))))])),
                    ("duration", FactValue.Of(30 + random.Next(900))));
            }
        }
    }

    private IEnumerable<Fact> Tickets()
    {
        var n = 0;
        for (var day = Start.AddDays(random.Next(20)); day < SampleBook.LastDay; day = day.AddDays(9 + random.Next(24)))
        {
            var well = Wellness(day);
            var isTrouble = account.Course == Course.SupportTrouble && SampleBook.LastDay.DayNumber - day.DayNumber < 50;
            var opened = At(day, 9 + random.Next(8));
            var hours = 6 + random.Next(60) / Math.Max(0.2, well);
            var solved = isTrouble ? default : FactValue.Of(opened.Plus((long)(hours * Instant.MicrosPerHour)));
            yield return Fact.Of(FactKinds.Tickets, account.Id, $"T-{account.Id[^1]}{++n:000}", opened,
                ("subject", FactValue.Of(isTrouble ? "Nightly export fails & blocks billing" : "Question about permissions")),
                ("status", FactValue.Of(isTrouble ? "open" : "closed")), ("priority", FactValue.Of(isTrouble ? "critical" : random.Next(4) == 0 ? "high" : "normal")),
                ("opened_at", FactValue.Of(opened)), ("first_response_at", FactValue.Of(opened.Plus(Instant.MicrosPerHour * 3))), ("solved_at", solved),
                ("reopened", FactValue.Of(well < 0.6 ? 1 : 0)), ("csat", FactValue.Of(Math.Clamp(Math.Round(5 * well + random.NextDouble() - 0.4), 1, 5))));
        }
    }

    private IEnumerable<Fact> Surveys()
    {
        for (var day = Start.AddDays(15 + random.Next(30)); day < SampleBook.LastDay; day = day.AddDays(70 + random.Next(60)))
        {
            if (account.Course != Course.Silent)
            {
                yield return Fact.Of(FactKinds.Surveys, account.Id, $"{account.Id}-n{day.DayNumber}", At(day, 10),
                    ("user", FactValue.Of("user-1")), ("nps", FactValue.Of(Math.Clamp(Math.Round(9.6 * Wellness(day) + random.NextDouble()), 0, 10))));
            }
        }
    }

    private IEnumerable<Fact> Activities()
    {
        for (var day = Start.AddDays(random.Next(20)); day < SampleBook.LastDay; day = day.AddDays(16 + random.Next(34)))
        {
            if (account.Course is not (Course.Silent or Course.QuietDecline) || day < SampleBook.LastDay.AddDays(-150))
            {
                yield return Fact.Of(FactKinds.Activities, account.Id, $"{account.Id}-a{day.DayNumber}", At(day, 14),
                    ("type", FactValue.Of(random.Next(4) == 0 ? "qbr" : "call")), ("subject", FactValue.Of("Check-in")),
                    ("contact", FactValue.Of($"c{random.Next(3)}@{account.Plan}.example")), ("outcome", FactValue.Of("neutral")));
            }
        }
    }

    private IEnumerable<Fact> Invoices()
    {
        for (var day = new DateOnly(Start.Year, Start.Month, 3).AddMonths(1); day < SampleBook.LastDay; day = day.AddMonths(1))
        {
            var isUnpaid = account.Course is Course.Overdue or Course.QuietDecline && day > SampleBook.LastDay.AddDays(-80);
            yield return Fact.Of(FactKinds.Invoices, account.Id, $"INV-{day:yyMM}-{account.Id[^1]}", At(day),
                ("amount", FactValue.Of(account.Mrr)), ("currency", FactValue.Of("EUR")), ("status", FactValue.Of(isUnpaid ? "open" : "paid")),
                ("issued_at", FactValue.Of(At(day))), ("due_at", FactValue.Of(At(day.AddDays(14)))),
                ("paid_at", isUnpaid ? default : FactValue.Of(At(day.AddDays(9), 11))));
        }
    }

    private static Instant At(DateOnly day, int hour = 0, int minute = 0) =>
        Instant.OfUtc(day).Plus(hour * Instant.MicrosPerHour + minute * (Instant.MicrosPerHour / 60));
}
