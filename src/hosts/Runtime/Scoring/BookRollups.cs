using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;

namespace Mainstay.Runtime.Scoring;

/// <summary>
/// The roll-ups of a whole book, the second pass over it. An account that neither names a parent nor is named as one is not
/// looked at, so a book without a tree costs no more than a look at its companies.
/// </summary>
/// <param name="ByAccount">Oldest first; accounts without any are left out.</param>
/// <param name="Findings">What is wrong with the parents that accounts name.</param>
public sealed record BookRollups(IReadOnlyDictionary<string, IReadOnlyList<DatedRollups>> ByAccount, ImmutableArray<RollupFinding> Findings)
{
    public static readonly BookRollups None = new(new Dictionary<string, IReadOnlyList<DatedRollups>>(StringComparer.Ordinal), []);

    /// <summary>The same for the same roll-ups: whether a file of them can be gone on with.</summary>
    public string Fingerprint => string.Join(' ', ByAccount.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => string.Create(
        CultureInfo.InvariantCulture, $"{a.Key}:{a.Value.SelectMany(d => d.Results).Aggregate(17L, (hash, r) => unchecked(hash * 31 + BitConverter.DoubleToInt64Bits(r.Value ?? double.NaN) + r.Lines.Length)):x}")));

    public IReadOnlyList<DatedRollups> Of(string accountId) => ByAccount.GetValueOrDefault(accountId, []);

    /// <returns>Null where no account below is scored on the day.</returns>
    public DatedRollups? Of(string accountId, DateOnly day) => Of(accountId).FirstOrDefault(dated => dated.Day == day);

    /// <param name="book">All accounts, in ordinal order of their ids: a part of a family is not the family.</param>
    /// <param name="days">The days reported; trends look at the days before as well.</param>
    public static BookRollups Of(HealthModel model, IReadOnlyCollection<AccountHistory> book, DayRange days, CancellationToken cancellationToken)
    {
        var ids = model.Rollups.IsEmpty ? [] : Related(book).ToHashSet(StringComparer.Ordinal);
        AccountHistory[] related = [.. book.Where(history => ids.Contains(history.AccountId))];
        if (related.Length == 0)
        {
            return None;
        }

        var from = days.From.AddDays(1 - model.Rollups.Max(r => r.Trend.WindowDays));
        var calendar = related[0].Calendar;
        var first = related.Min(history => ScoreTimeline.FirstDay(model, history, from));
        var sweeps = new ThreadLocal<TimelineSweep>(() => new TimelineSweep(model, calendar, first, from, days.To, kind => related[0][kind].Columns));
        var scores = related.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(history => sweeps.Value!.ScoresOf(history)).ToArray();

        var fold = new RollupFold(model);
        var (inputs, histories) = (new AccountInputs(days), related.ToDictionary(history => history.AccountId, StringComparer.Ordinal));
        var byAccount = new Dictionary<string, List<DatedRollups>>(StringComparer.Ordinal);
        for (var day = from; day <= days.To; day = day.AddDays(1))
        {
            var (point, index) = (PointInTime.At(calendar.StartOf(day)), day.DayNumber - from.DayNumber);
            foreach (var rollups in fold.Next(day, point, [.. related.Select((history, i) => RollupMember.At(history, point, scores[i][index], model.Currency))]).Where(_ => days.Contains(day)))
            {
                (byAccount.TryGetValue(rollups.AccountId, out var list) ? list : byAccount[rollups.AccountId] = []).Add(rollups with { Input = inputs.Of(rollups, histories) });
            }
        }

        return new BookRollups(byAccount.ToDictionary(p => p.Key, p => (IReadOnlyList<DatedRollups>)p.Value, StringComparer.Ordinal), [.. fold.Findings]);
    }

    /// <summary>The accounts that name a parent by any version of their company, or are named as one, in the order of the book.</summary>
    public static IReadOnlyCollection<string> Related(IReadOnlyCollection<AccountHistory> companies)
    {
        var named = companies.Select(history => (history.AccountId, Parents: ParentsOf(history))).ToArray();
        var parents = named.SelectMany(n => n.Parents).ToHashSet(StringComparer.Ordinal);
        return [.. named.Where(n => n.Parents.Count > 0 || parents.Contains(n.AccountId)).Select(n => n.AccountId)];
    }

    /// <summary>
    /// The account and all that are its relatives by any version of any company: its roll-ups, and those of the accounts
    /// above it, depend on no other. Only itself where no company names it and it names none.
    /// </summary>
    /// <param name="companies">The companies of the whole book; other facts are not looked at.</param>
    public static IReadOnlyCollection<string> RelativesOf(string accountId, IEnumerable<AccountHistory> companies)
    {
        var links = companies.SelectMany(history => ParentsOf(history).Select(parent => (history.AccountId, Parent: parent))).ToArray();
        var (up, down) = (links.ToLookup(l => l.AccountId, l => l.Parent, StringComparer.Ordinal), links.ToLookup(l => l.Parent, l => l.AccountId, StringComparer.Ordinal));
        var found = new HashSet<string>(StringComparer.Ordinal) { accountId };
        var ahead = new Stack<string>(found);
        while (ahead.TryPop(out var next))
        {
            foreach (var relative in up[next].Concat(down[next]).Where(found.Add))
            {
                ahead.Push(relative);
            }
        }

        return found;
    }

    private static List<string> ParentsOf(AccountHistory history)
    {
        var (columns, start, count) = history[FactKinds.Companies];
        var parents = new List<string>();
        for (var row = start; row < start + count; row++)
        {
            if (columns.RawValue(FactKinds.Companies["parent"], row).Text is { Length: > 0 } parent)
            {
                parents.Add(parent);
            }
        }

        return parents;
    }
}
