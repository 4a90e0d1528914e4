using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Playbooks;

/// <summary>Decides what a playbook does as the days of an account go by. Sends nothing and remembers nothing itself.</summary>
public static class PlaybookEngine
{
    /// <summary>
    /// One step of one account. An unknown tier freezes the episode: neither does silence open one nor does it close one.
    /// </summary>
    /// <param name="report">The day's report; null when the account was not scored, which ends an episode.</param>
    /// <param name="company">The company at that day, for its name and owner.</param>
    public static (EpisodeState Next, TaskDecision? Decision) Advance(
        Playbook playbook, EpisodeState state, DatedReport? report, CompanyProfile company)
    {
        if (report is null)
        {
            return (EpisodeState.None, null);
        }

        var index = playbook.Score is { } name ? IndexOf(report.Report, name) : 0;
        var score = report.Report.Scores[index];
        if (score.Tier.IsUnknown)
        {
            return (state, null);
        }

        return (IsMet(playbook.When, score, report.Report.Model), state) switch
        {
            (true, EpisodeState.Idle) => (new EpisodeState.Running(report.Day), Decide(playbook, report, score, report.Trends[index], company)),
            (false, EpisodeState.Running) => (EpisodeState.None, null),
            _ => (state, null),
        };
    }

    /// <summary>Steps through an account's timeline and returns where it stands afterwards with all decisions on the way.</summary>
    /// <param name="start">Where an earlier fold ended; null to begin with the first report.</param>
    /// <param name="timeline">Reports in order of days, none of them at or before <paramref name="start"/>'s day.</param>
    public static (EpisodePosition? End, IReadOnlyList<TaskDecision> Decisions) Fold(
        Playbook playbook, EpisodePosition? start, AccountHistory history, IEnumerable<DatedReport> timeline)
    {
        var (position, decisions) = (start, new List<TaskDecision>());
        foreach (var report in timeline)
        {
            var state = position is { } before && report.Day == before.Day.AddDays(1) ? before.State : EpisodeState.None;
            var (next, decision) = Advance(playbook, state, report, CompanyProfile.At(history, report.Report.Point));
            position = new EpisodePosition(report.Day, next);
            if (decision is not null)
            {
                decisions.Add(decision);
            }
        }

        return (position, decisions);
    }

    private static bool IsMet(Trigger trigger, ScoreResult score, HealthModel model) => trigger switch
    {
        Trigger.TierEntered { Tier: var name } => Named(name, score, model) is { } tier
            && (score.Tier.Severity > tier.Severity || score.Tier.Name == name || (score.Tier.Severity == tier.Severity && tier.Name == name)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // The account's own tiers may not have the name, where those of another segment do: what it means there counts here.
    private static Tier? Named(string tier, ScoreResult score, HealthModel model) =>
        score.Definition.Tiers.FindShown(tier)
        ?? model.SchemesOf(model.Scores.First(s => s.Name == score.Definition.Name)).Select(s => s.FindShown(tier)).FirstOrDefault(t => t is not null);

    private static TaskDecision Decide(Playbook playbook, DatedReport report, ScoreResult score, Trend trend, CompanyProfile company) => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"{playbook.Name}/{company.AccountId}/{report.Day:yyyy-MM-dd}"),
        Playbook = playbook.Name,
        AccountId = company.AccountId,
        Day = report.Day,
        DueOn = report.Day.AddDays(playbook.Task.DueDays),
        Priority = playbook.Task.Priority,
        Assignee = company.Owner,
        Assign = playbook.Task.Assign,
        Title = playbook.Task.TitleFor(placeholder => placeholder switch
        {
            "account" => company.Name,
            "score" => score.Shown?.ToString(CultureInfo.InvariantCulture),
            "tier" => score.Tier.Name,
            "trend" => trend.ToString().ToLowerInvariant(),
            _ => null,
        }),
        Drivers = Driver.Of(score, most: 3),
    };

    private static int IndexOf(ScoreReport report, string score)
    {
        for (var i = 0; i < report.Scores.Length; i++)
        {
            if (string.Equals(report.Scores[i].Definition.Name, score, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The model {report.Model.Name} has no score '{score}': PlaybookReader tells before anything runs.");
    }
}
