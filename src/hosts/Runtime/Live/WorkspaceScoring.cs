using System.Collections.Immutable;
using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Live;
using Mainstay.Store.Models;
using Mainstay.Store.Work;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Live;

/// <summary>
/// Keeps the scores of one workspace up to date: midnights in order, and between them the accounts of which something was learned.
/// One node at a time does so, under a lease.
/// </summary>
internal sealed class WorkspaceScoring(Database database, string workspace, string node, TimeProvider clock, ILogger logger)
{
    private const string LeaseName = "scoring";
    private const int MostAccounts = 256;

    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    // Facts that come in bursts are answered together; whoever scores leaves as much time to others as it took.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ActiveScoring _active = new(database, workspace);
    private readonly AccountLoading _loading = new(database, workspace, clock);
    private readonly MidnightScoring _midnights = new(database, workspace, clock, logger);
    private readonly Relatives _relatives = new(database, workspace, clock);

    /// <summary>Works until nothing is due.</summary>
    /// <returns>False when another node is at it.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (await database.Live.ActiveAsync(workspace, cancellationToken) is not { } active)
        {
            return true;
        }

        if (await database.Leases.ClaimAsync(workspace, LeaseName, node, Lasts, cancellationToken) is not { } lease)
        {
            _midnights.Forget();
            return false;
        }

        try
        {
            await WorkAsync(lease, active, cancellationToken);
        }
        catch (LeaseLostException)
        {
            LiveLog.TakenOver(logger, workspace);
            _midnights.Forget();
            return false;
        }
        catch
        {
            _midnights.Forget();
            throw;
        }
        finally
        {
            await database.Leases.ReleaseAsync(lease, CancellationToken.None);
        }

        return true;
    }

    private async Task WorkAsync(Lease lease, ActiveVersion active, CancellationToken cancellationToken)
    {
        var renewed = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(renewed) > Lasts / 3)
            {
                if (!await database.Leases.RenewAsync(lease, Lasts, cancellationToken))
                {
                    throw new LeaseLostException(lease);
                }

                renewed = Stopwatch.GetTimestamp();
            }

            var isMoreDue = await _midnights.StepAsync(lease, await _active.OfAsync(active, cancellationToken), cancellationToken);
            var began = Stopwatch.GetTimestamp();
            var (work, damaged) = await _loading.NextAsync(MostAccounts, cancellationToken);
            active = work.Active ?? active;
            if (work.Marks.Count > 0)
            {
                await AnswerAsync(work, damaged, lease, await _active.OfAsync(active, cancellationToken), cancellationToken);
            }

            if (work.Marks.Count is > 0 and < MostAccounts && !isMoreDue)
            {
                var took = Stopwatch.GetElapsedTime(began);
                await Task.Delay(took < LongestPause ? took : LongestPause, clock, cancellationToken);
            }
            else if (work.Marks.Count == 0 && !isMoreDue)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(
        LiveWork work, ImmutableArray<(string AccountId, string Error)> damaged, Lease lease, ScoringRules rules, CancellationToken cancellationToken)
    {
        var retried = work.Marks.Where(m => m.Failures > 0).Select(m => m.AccountId).ToHashSet(StringComparer.Ordinal);
        if (work.Accounts.Where(a => _midnights.IsAhead(a.AccountId) || retried.Contains(a.AccountId)).Select(a => a.AccountId).ToArray() is { Length: > 0 } first)
        {
            await _midnights.BringForwardAsync(await database.Live.OfAsync(workspace, first, clock, cancellationToken), lease, rules, cancellationToken);
            (work, damaged) = await AgainAsync(work, [.. work.Marks.Select(m => m.AccountId)], cancellationToken);
        }

        if (!rules.Model.Rollups.IsEmpty)
        {
            (work, damaged) = await AgainAsync(work, [.. await _relatives.OfAsync(work.Accounts, cancellationToken), .. damaged.Select(d => d.AccountId)], cancellationToken);
        }

        var day = _midnights.Day;
        var point = work.Accounts.IsEmpty
            ? PointInTime.At(Instant.Of(work.ReadAt))
            : MomentScoring.PointOf(work.Accounts[0].Calendar, day, work.ReadAt);
        var (read, failed) = new MomentRound(rules.Model, work.Accounts, day, point).Run(cancellationToken);
        failed = [.. failed, .. damaged];
        var unread = failed.Select(f => f.AccountId).ToHashSet(StringComparer.Ordinal);
        var batch = new MomentBatches(rules).Of(read, day, point, work.Positions) with
        {
            Answers = [.. work.Marks.Where(m => !unread.Contains(m.AccountId))],
            Under = lease,
        };
        await database.Snapshots.CommitAsync(workspace, batch, cancellationToken);
        await FailAsync(work.Marks, failed, cancellationToken);
    }

    private async Task<(LiveWork Work, ImmutableArray<(string AccountId, string Error)> Damaged)> AgainAsync(
        LiveWork work, IReadOnlyCollection<string> accounts, CancellationToken cancellationToken)
    {
        var (again, damaged) = await _loading.OfAsync(accounts, cancellationToken);
        return (again with { Marks = work.Marks }, damaged);
    }

    private async Task FailAsync(IReadOnlyList<DirtyAccount> marks, ImmutableArray<(string AccountId, string Error)> failed, CancellationToken cancellationToken)
    {
        var marked = marks.ToDictionary(m => m.AccountId, StringComparer.Ordinal);
        foreach (var (account, error) in failed)
        {
            LiveLog.AccountNotScored(logger, workspace, account, error);
        }

        if (failed.Where(f => marked.ContainsKey(f.AccountId)).Select(f => (marked[f.AccountId], f.Error)).ToArray() is { Length: > 0 } answers)
        {
            await database.Dirty.FailAsync(workspace, answers, cancellationToken);
        }
    }
}
