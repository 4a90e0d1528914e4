using Mainstay.Core.Calibration.Chance;
using Mainstay.Sources.Simulation.Roster;
using Mainstay.Sources.Simulation.Stories;

namespace Mainstay.Sources.Simulation.Contracts;

/// <summary>Writes an account's terms, from its first day to the end of the data or its last term.</summary>
internal sealed class Negotiation(Account account, List<TermVersion> versions, List<Turnout> turnouts, SplitMix64 random)
{
    private readonly Plot _plot = account.Plot;
    private readonly Period _period = account.Period;
    private readonly double _discount = random.Between(0.8, 1);
    private double _increase = 1;
    private TermVersion _now = null!;

    public void Run()
    {
        var plan = account.Segment switch
        {
            Segment.Smb => random.Chance(0.8) ? 0 : 1,
            Segment.Mid => random.Chance(0.75) ? 1 : 0,
            Segment.Enterprise => 2,
        };
        var seats = account.Segment switch
        {
            Segment.Smb => random.Whole(4, 11),
            Segment.Mid => random.Whole(12, 26),
            Segment.Enterprise => random.Whole(32, 64),
        };
        var growth = new Queue<DateOnly>(GrowthDates());
        Sign(new(1, _plot.Since, _plot.Since, FirstEnd(), plan, seats, 0, null));
        while (true)
        {
            var end = _now.Ends;
            while (growth.TryPeek(out var date) && (end is null || date < end))
            {
                Expand(growth.Dequeue());
            }

            GiveNoticeBefore(end);
            if (end is not { } renewal || renewal >= _period.End || renewal == _plot.Churn)
            {
                break;
            }

            Renew(renewal);
        }

        if (_plot.Churn is { } churn)
        {
            var (reason, comment) = Farewell();
            turnouts.Add(new(churn, "churned", -12 * _now.Mrr, reason, comment));
        }
    }

    private DateOnly? FirstEnd() => _plot.IsMonthly ? null : _plot.Since.AddMonths(12);

    private DateOnly[] GrowthDates()
    {
        var count = _plot.Story == Story.Growing ? random.Whole(2, 3) : random.Chance(0.12) && _plot.Turn is null ? 1 : 0;
        var (first, last) = (account.FirstDay + 50, account.LastDay - 15);
        return [.. Enumerable.Range(0, count)
            .Select(i => _period.DateOf(random.Whole(first + ((last - first) * i / count), first + ((last - first) * (i + 1) / count) - 10)))
            .Where(date => last > first && _plot.Churn is null && !IsRenewalDay(date))
            .Order()];
    }

    private bool IsRenewalDay(DateOnly date) => date.Month == _plot.Since.Month && date.Day == _plot.Since.Day;

    private void Expand(DateOnly date)
    {
        var before = _now.Mrr;
        var upgrade = _now.Plan < 2 && random.Chance(0.15);
        var seats = _now.Seats + Math.Max(1, (int)(_now.Seats * random.Between(0.12, 0.4)));
        Sign(_now with { From = date, Seats = seats, Plan = upgrade ? _now.Plan + 1 : _now.Plan });
        Report(date, "expanded", before, upgrade ? "plan upgraded" : "more seats", upgrade ? "Moved up to get inspections on every site" : "Rolled out to another team");
    }

    private void GiveNoticeBefore(DateOnly? end)
    {
        var isLast = end is null ? _plot.Churn is not null : end == _plot.Churn || (_plot.Churn is null && end >= _period.End);
        if (isLast && _plot.Notice is { } notice)
        {
            var date = _period.DateOf(notice);
            versions.Add(_now with { From = date, Cancelled = date, Ends = end ?? _plot.Churn });
        }
    }

    private void Renew(DateOnly date)
    {
        var before = _now.Mrr;
        var cut = date == _plot.Contraction;
        _increase *= random.Pick<double>([1.0, 1.03, 1.03, 1.05]);
        var seats = cut ? Math.Max(2, (int)(_now.Seats * random.Between(0.5, 0.7))) : _now.Seats;
        Sign(_now with { Term = _now.Term + 1, From = date, Starts = date, Ends = date.AddMonths(12), Seats = seats });
        Report(date, cut ? "contracted" : "renewed", before, cut ? "fewer users than planned" : "satisfied", cut ? "Kept two of four teams" : "");
    }

    private void Sign(TermVersion version)
    {
        _now = version with { Mrr = (long)Math.Round(version.Seats * Product.SeatPrices[version.Plan] * _discount * _increase) };
        versions.Add(_now);
    }

    // What happened before the data begins is not part of it.
    private void Report(DateOnly date, string type, long before, string reason, string comment)
    {
        if (date >= _period.Start)
        {
            turnouts.Add(new(date, type, 12 * (_now.Mrr - before), reason, comment));
        }
    }

    private (string Reason, string Comment) Farewell() => _plot.Story switch
    {
        Story.PriceChurn => ("price", random.Pick<string>(["Group purchasing chose a cheaper tool", "Budget was cut by a third", "New CFO renegotiates every contract"])),
        Story.ChampionLoss => ("champion left", random.Pick<string>(["Nobody took it over after the champion left", "The new head of maintenance brought another tool"])),
        Story.SlowDecline => ("low adoption", random.Pick<string>(["Teams went back to spreadsheets", "Never reached the field crews", "Too slow on site, support did not help"])),
        Story.Steady or Story.Growing or Story.NoisyLoyal or Story.Recovered or Story.Onboarding => ("other", ""),
    };
}
