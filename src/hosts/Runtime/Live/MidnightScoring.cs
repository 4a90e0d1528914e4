using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Scoring;
using Mainstay.Store;
using Mainstay.Store.Live;
using Mainstay.Store.Work;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Live;

/// <summary>
/// Scores every account at the local midnights that nobody has scored yet, part by part in ordinal order. Where it has come to is
/// kept with each part, so that whoever is killed goes on there.
/// </summary>
internal sealed class MidnightScoring(Database database, string workspace, TimeProvider clock, ILogger logger)
{
    /// <summary>The longest time without a server that is caught up day by day; after a longer one, history begins anew.</summary>
    public const int MostDays = 400;

    private const int AccountsPerPart = 256;

    // A zone may be changed while the server runs.
    private const long LookUpMicros = 60 * Instant.MicrosPerSecond;

    private readonly AccountLoading _loading = new(database, workspace, clock);
    private Midnights? _midnights;
    private Instant _until;
    private (DateOnly Day, HealthModel Model, BookRollups Rollups)? _rollups;

    /// <summary>The day that moments count to: the newest whose midnight is scored or being scored.</summary>
    public DateOnly Day => _midnights!.Day;

    /// <summary>Whether the account's midnight is still ahead in the sweep that is under way.</summary>
    public bool IsAhead(string accountId) => _midnights?.Due is { } sweep && string.CompareOrdinal(accountId, sweep.AfterAccount) > 0;

    /// <summary>Scores a part of what is due.</summary>
    /// <returns>Whether more is due.</returns>
    public async Task<bool> StepAsync(Lease lease, ScoringRules rules, CancellationToken cancellationToken)
    {
        var now = Instant.Of(clock.GetUtcNow());
        if (_midnights is null || (_midnights.Due is null && now >= _until))
        {
            _midnights = await database.Live.MidnightsAsync(workspace, lease, now, cancellationToken);
            _until = new Instant(Math.Min(_midnights.Next.Micros, now.Micros + LookUpMicros));
        }

        if (_midnights.Due is not { } sweep)
        {
            return false;
        }

        var ids = await database.Live.AccountsAsync(workspace, sweep.AfterAccount, AccountsPerPart, cancellationToken);
        var isLast = ids.Count < AccountsPerPart;
        var (work, damaged) = await _loading.OfAsync(ids, cancellationToken);
        await ScoreAsync(work, new SweptPart(sweep.Day, ids.Count == 0 ? sweep.AfterAccount : ids[^1], isLast), lease, rules, cancellationToken);
        await FailAsync(damaged, cancellationToken);
        if (isLast)
        {
            LiveLog.DayScored(logger, workspace, sweep.Day);
        }

        _midnights = _midnights with { Due = isLast ? null : sweep with { AfterAccount = ids[^1] } };
        return true;
    }

    /// <summary>Scores accounts at the midnights that are due, before their turn.</summary>
    public Task BringForwardAsync(LiveWork work, Lease lease, ScoringRules rules, CancellationToken cancellationToken) =>
        ScoreAsync(work, part: null, lease, rules, cancellationToken);

    /// <summary>What another node did meanwhile is looked up again.</summary>
    public void Forget() => _midnights = null;

    private async Task ScoreAsync(LiveWork work, SweptPart? part, Lease lease, ScoringRules rules, CancellationToken cancellationToken)
    {
        var days = DaysOf(_midnights!.Due ?? new Sweep(null, Day, ""));
        var batches = new DayBatches(rules.Model, rules.Playbooks, days);
        var evaluated = new DayRange(batches.FirstDay(work.Positions), days.To);
        var rollups = await RollupsAsync(rules.Model, days, cancellationToken);
        var (timelines, failed) = Evaluate(rules.Model, work.Accounts, evaluated, rollups, cancellationToken);
        await CommitAsync(timelines, part);
        await FailAsync(failed, cancellationToken);

        async Task CommitAsync(ImmutableArray<AccountTimeline> some, SweptPart? swept)
        {
            try
            {
                var batch = batches.Of(some, work.Positions, clock.GetUtcNow()) with { Under = lease, Swept = swept, IsLive = true };
                await database.Snapshots.CommitAsync(workspace, batch, cancellationToken);
            }
            catch (ImmutableRecordException e) when (some.Length == 1)
            {
                LiveLog.DayKeptAsShown(logger, workspace, some[0].History.AccountId, e.Message);
            }
            catch (ImmutableRecordException)
            {
                // History was imported since somebody scored a day of one of them: the others have theirs all the same.
                foreach (var one in some)
                {
                    await CommitAsync([one], swept: null);
                }

                await CommitAsync([], swept);
            }
        }
    }

    private static DayRange DaysOf(Sweep sweep) =>
        new(sweep.Last is { } last && last < sweep.Day && last.AddDays(MostDays) >= sweep.Day ? last.AddDays(1) : sweep.Day, sweep.Day);

    private static (ImmutableArray<AccountTimeline> Done, ImmutableArray<(string AccountId, string Error)> Failed) Evaluate(
        HealthModel model, ImmutableArray<AccountHistory> accounts, DayRange days, BookRollups rollups, CancellationToken cancellationToken)
    {
        if (accounts.IsEmpty)
        {
            return ([], []);
        }

        var sweeps = new ThreadLocal<TimelineSweep>(BookScoring.Sweeps(model, accounts, days));
        return Guarded.Each(
            accounts,
            history => new AccountTimeline(history, sweeps.Value!.Of(history, days.Contains)) { Rollups = rollups.Of(history.AccountId) },
            cancellationToken);
    }

    private async Task<BookRollups> RollupsAsync(HealthModel model, DayRange days, CancellationToken cancellationToken)
    {
        if (model.Rollups.IsEmpty)
        {
            return BookRollups.None;
        }

        if (_rollups is { } known && known.Model == model && known.Day == days.To)
        {
            return known.Rollups;
        }

        var companies = await database.Facts.LoadCompaniesAsync(workspace, cancellationToken);
        var related = await database.Facts.LoadAccountsAsync(workspace, BookRollups.Related(companies.Accounts), cancellationToken);
        var rollups = BookRollups.Of(model, related, days, cancellationToken);
        _rollups = (days.To, model, rollups);
        return rollups;
    }

    private async Task FailAsync(ImmutableArray<(string AccountId, string Error)> failed, CancellationToken cancellationToken)
    {
        if (failed.IsEmpty)
        {
            return;
        }

        foreach (var (account, error) in failed)
        {
            LiveLog.AccountNotScored(logger, workspace, account, error);
        }

        await database.Dirty.MarkAsync(workspace, [.. failed.Select(f => f.AccountId)], priority: 0, cancellationToken);
        await database.Dirty.FailAsync(workspace, [.. failed.Select(f => (new DirtyAccount(f.AccountId, default, 0, 0), f.Error))], cancellationToken);
    }
}
