using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Signals.Sweeping;
using Mainstay.Runtime.Models;
using Mainstay.Store.Snapshots;

namespace Mainstay.Runtime.Scoring;

/// <summary>
/// From which day on an account is still to be scored for a run: what is kept, of the same version, is not computed again, so that
/// a run that was broken off goes on where it was, and each day costs a day.
/// </summary>
/// <param name="Done">Accounts of which all days are kept. Only the last is looked at again: the book shows it, with what the company is called now.</param>
/// <param name="Open">The others.</param>
/// <param name="From">The first day that any of the others needs.</param>
internal sealed record OpenDays(IReadOnlyList<AccountHistory> Done, IReadOnlyList<AccountHistory> Open, DateOnly From)
{
    /// <param name="kept">By account.</param>
    /// <param name="rollups">Accounts that have any are always gone through whole: theirs depend on other accounts.</param>
    public static OpenDays Of(
        HealthModel model, ImmutablePlaybooks playbooks, IReadOnlyCollection<AccountHistory> accounts, DayRange days, BookRollups rollups,
        IReadOnlyDictionary<string, KeptDays> kept, IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition> positions)
    {
        var (done, open, from) = (new List<AccountHistory>(), new List<AccountHistory>(), days.To);
        EligibleDays? eligible = null;
        foreach (var history in accounts)
        {
            eligible ??= new EligibleDays(model, new DayGrid(history.Calendar, days.From, days.To, leadIn: 0), kind => history[kind].Columns);
            var first = rollups.Of(history.AccountId).Count > 0 || !kept.TryGetValue(history.AccountId, out var ofAccount)
                ? days.From
                : FirstNotKept(ofAccount, eligible.Of(history), days);
            foreach (var playbook in playbooks.All)
            {
                var next = positions.TryGetValue((playbook.Name, history.AccountId), out var position) ? position.Day.AddDays(1) : days.From;
                first = next < first ? next : first;
            }

            (first > days.To ? done : open).Add(history);
            from = first < from ? first : from;
        }

        return new OpenDays(done, open, from);
    }

    // Days that are kept say nothing of those between them that are not: only where all are there up to the last, it goes on behind it.
    private static DateOnly FirstNotKept(KeptDays kept, ReadOnlySpan<bool> isEligible, DayRange days)
    {
        var upToLast = isEligible[..(kept.Last.DayNumber - days.From.DayNumber + 1)].Count(true);
        if (upToLast != kept.Count)
        {
            return days.From;
        }

        var next = isEligible[(kept.Last.DayNumber - days.From.DayNumber + 1)..].IndexOf(true);
        return next < 0 ? days.To.AddDays(1) : kept.Last.AddDays(1 + next);
    }
}
