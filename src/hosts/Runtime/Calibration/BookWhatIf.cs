using System.Collections.Immutable;
using Mainstay.Core.Calibration.WhatIfs;
using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Runtime.Calibration;

/// <summary>Scores a whole book by two models and lets the same playbooks decide.</summary>
public static class BookWhatIf
{
    /// <summary>Days up to the day looked at within which tasks count.</summary>
    public const int TaskDays = 30;

    /// <param name="before">The model in use, with its playbooks.</param>
    /// <param name="after">The other one, with the playbooks read for it.</param>
    public static WhatIf Of(
        (HealthModel Model, ImmutablePlaybooks Playbooks) before,
        (HealthModel Model, ImmutablePlaybooks Playbooks) after,
        IReadOnlyCollection<AccountHistory> book,
        DateOnly day,
        CancellationToken cancellationToken)
    {
        // One day earlier, so that who was in the tier already does not enter it on the first day.
        var days = new DayRange(day.AddDays(-TaskDays), day);
        var (old, now) = (Scored(before.Model, book, days, cancellationToken), Scored(after.Model, book, days, cancellationToken));
        return new WhatIf(
            before.Model,
            after.Model,
            day,
            [.. old.Zip(now, (a, b) => WhatIf.MoveOf(a.History, day, On(a, day), On(b, day))).OfType<TierMove>()],
            Decided(before.Playbooks, old, days),
            Decided(after.Playbooks, now, days));
    }

    private static AccountTimeline[] Scored(HealthModel model, IReadOnlyCollection<AccountHistory> book, DayRange days, CancellationToken cancellationToken) =>
        [.. BookScoring.Score(model, book, days, scored: null, cancellationToken)];

    private static DatedReport? On(AccountTimeline timeline, DateOnly day) => timeline.Days is [.., var last] && last.Day == day ? last : null;

    private static ImmutableArray<TaskDecision> Decided(ImmutablePlaybooks playbooks, AccountTimeline[] timelines, DayRange days) =>
    [
        .. playbooks.All.SelectMany(playbook => timelines.SelectMany(t => PlaybookEngine.Fold(playbook, start: null, t.History, t.Days).Decisions))
            .Where(decision => decision.Day > days.From).OrderBy(d => d.Key, StringComparer.Ordinal),
    ];
}
