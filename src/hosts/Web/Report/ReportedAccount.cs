using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Scoring;
using Mainstay.Store.Snapshots;
using Mainstay.Web.Accounts;

namespace Mainstay.Web.Report;

/// <summary>One account of a report.</summary>
public sealed record ReportedAccount
{
    /// <summary>Days of the small drawing in the list.</summary>
    private const int CourseDays = 90;

    /// <summary>Of each kind; a report of hundreds of accounts is still a file that can be mailed.</summary>
    private const int MostFacts = 4;

    public required CompanyProfile Company { get; init; }

    public required DatedReport Dated { get; init; }

    /// <summary>The report 30 days before; null when the account was not scored then.</summary>
    public required DatedReport? Before { get; init; }

    /// <summary>Every day that was scored, oldest first.</summary>
    public required ImmutableArray<HistoryPoint> History { get; init; }

    /// <summary>The facts that any of the signals rests on, the newest of each kind.</summary>
    public required ImmutableArray<EvidenceTable> Facts { get; init; }

    /// <summary>Null where no account below is scored on the day.</summary>
    public required DatedRollups? Rollups { get; init; }

    public ScoreResult Score => Dated.Report.Primary;

    /// <summary>Points since 30 days before; null where either day has no score.</summary>
    public double? Change => Score.Value - Before?.Report.Primary.Value;

    /// <summary>What the account is linked by.</summary>
    public string Anchor => AnchorOf(Company.AccountId);

    public static string AnchorOf(string accountId) => "account-" + accountId;

    /// <summary>Scores of the last days, one per day; null where there was none.</summary>
    public IReadOnlyList<double?> Course
    {
        get
        {
            var byDay = History.ToDictionary(p => p.Day, p => p.Value);
            var first = Math.Max(Dated.Day.DayNumber - CourseDays + 1, History[0].Day.DayNumber);
            return [.. Enumerable.Range(first, Dated.Day.DayNumber - first + 1).Select(n => byDay.GetValueOrDefault(DateOnly.FromDayNumber(n)))];
        }
    }

    /// <summary>
    /// The signals, exceptions and overrides whose parts of the score changed the most in the direction of its change. Parts add up to
    /// the score, so their changes add up to its change.
    /// </summary>
    public IEnumerable<Cause> Causes(int most)
    {
        if (Before is not { } before || Change is not { } change)
        {
            return [];
        }

        return Score.Lines
            .Zip(before.Report.Primary.Lines, (now, then) => new Cause(now.Signal.Definition.Label, now.Contribution - then.Contribution))
            .Concat(Score.Exceptions.Zip(before.Report.Primary.Exceptions, (now, then) => new Cause(now.Definition.Because, now.Change - then.Change)))
            .Append(new Cause((Score.Override ?? before.Report.Primary.Override)?.Given.Reason ?? "", (Score.Override?.Change ?? 0) - (before.Report.Primary.Override?.Change ?? 0)))
            .Where(cause => Math.Sign(cause.Points) == Math.Sign(change) && Math.Abs(cause.Points) >= 0.05)
            .OrderByDescending(cause => Math.Abs(cause.Points))
            .Take(most);
    }

    public static ReportedAccount Of(AccountTimeline timeline, DatedReport last) => new()
    {
        Company = CompanyProfile.At(timeline.History, last.Report.Point, last.Report.Model.Currency),
        Dated = last,
        Rollups = timeline.Rollups.FirstOrDefault(r => r.Day == last.Day),
        Before = timeline.Days.FirstOrDefault(d => d.Day == last.Day.AddDays(-BookReport.ChangeDays)),
        History =
        [
            .. timeline.Days.Select(d => new HistoryPoint(
                d.Day, d.Report.Primary.Value, d.Report.Primary.Tier.Name, d.Report.Primary.Tier.Severity, d.Trend, d.Report.Primary.Coverage)),
        ],
        Facts =
        [
            .. last.Report.Signals
                .SelectMany(s => s.Definition.Measure.Evidence(timeline.History, last.Report.Point))
                .DistinctBy(fact => (fact.Kind.Index, fact.Row))
                .GroupBy(fact => fact.Kind)
                .OrderBy(group => group.Key.Index)
                .Select(group => Newest(group.Key, [.. group])),
        ],
    };

    private static EvidenceTable Newest(FactKind kind, VisibleFact[] facts) =>
        EvidenceTable.Of(kind, [.. facts.OrderByDescending(f => f.At).ThenByDescending(f => f.Id, StringComparer.Ordinal).Take(MostFacts)]) with { Total = facts.Length };
}
