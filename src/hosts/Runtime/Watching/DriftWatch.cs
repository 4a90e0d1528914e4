using Mainstay.Core.Facts;
using Mainstay.Runtime.Calibration;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Drifts;
using Mainstay.Store.Models;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Watching;

/// <summary>
/// Looks at the drift of what each workspace is scored by, from time to time and when another version is in use, and keeps what it
/// finds. A workspace that cannot be judged yet, as nobody has left it, is looked at again on the next day.
/// </summary>
/// <param name="everyDays">Days from one look to the next; 0 for never.</param>
public sealed class DriftWatch(Database database, int everyDays, TimeProvider clock, ILogger<DriftWatch> logger)
{
    /// <summary>About a month from one look to the next.</summary>
    public const int UsualDays = 30;

    private const string LeaseName = "drift";

    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    private readonly Dictionary<string, DateOnly> _done = new(StringComparer.Ordinal);

    /// <summary>Watches all workspaces of the database until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (everyDays == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(LooksEvery, clock);
        do
        {
            await LookAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Looks at the workspaces that are due; of each once a day whether it is.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var scored = (await database.Live.WorkspacesAsync(cancellationToken)).ToDictionary(w => w.Id, w => w.ScoredThrough, StringComparer.Ordinal);
            foreach (var workspace in await database.Workspaces.ListAsync(cancellationToken))
            {
                // The midnight goes first: people wait for its scores.
                var day = Today(workspace);
                if (_done.GetValueOrDefault(workspace.Id) != day && scored.GetValueOrDefault(workspace.Id, day) >= day)
                {
                    await LookAsync(workspace.Id, day, cancellationToken);
                    _done[workspace.Id] = day;
                }
            }
        }
        catch (StoreUnavailableException e)
        {
            // It is tried again with the next look.
            WatchLog.NotLooked(logger, "*", e.Message);
        }
    }

    private DateOnly Today(WorkspaceDescription workspace) => new Calendar(TimeZoneInfo.FindSystemTimeZoneById(workspace.ZoneId)).DateOf(Instant.Of(clock.GetUtcNow()));

    private async Task LookAsync(string workspace, DateOnly day, CancellationToken cancellationToken)
    {
        if (await database.Models.ActiveAsync(workspace, cancellationToken) is not { Model: var model }
            || await database.Leases.ClaimAsync(workspace, LeaseName, Environment.MachineName, LongestLook, cancellationToken) is not { } lease)
        {
            return;
        }

        try
        {
            if (IsDue(await database.Drifts.NewestAsync(workspace, cancellationToken), model, day))
            {
                await KeepAsync(workspace, await FindAsync(workspace, model, day, cancellationToken), lease, cancellationToken);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or LeaseLostException)
        {
            // Stored data or models that cannot be read are the same in a minute: tomorrow.
            WatchLog.NotLooked(logger, workspace, e.Message);
        }
        finally
        {
            await database.Leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    private bool IsDue(DriftLook? newest, StoredModel model, DateOnly day) =>
        newest is null
        || (newest.Report is null && newest.Day < day)
        || (newest.Model, newest.ModelVersion) != (model.Name, model.Version)
        || newest.Day.AddDays(everyDays) <= day;

    private async Task<DriftLook> FindAsync(string workspace, StoredModel model, DateOnly day, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var compiled = ModelFile.CompileModel(model.Yaml);
        var health = compiled.Value ?? throw new InvalidOperationException($"The active model {model.Name} {model.Version} does not compile: {string.Join(" ", compiled.Findings)}");
        var accounts = (await database.Facts.LoadBookAsync(workspace, cancellationToken)).Accounts;
        try
        {
            var book = new ObservedBook(health, accounts, new ObservationQuestion().PlanFor(accounts, Instant.Of(now))) { ModelText = model.Yaml };
            var drift = BookDrift.Of(book, day: null, calibratedOn: null, DateOnly.FromDateTime(model.PublishedAt.UtcDateTime), cancellationToken);
            return new DriftLook(day, now, model.Name, model.Version, [.. drift.Warnings], DriftReport.Of(drift).ToJson(), Why: null);
        }
        catch (UserException e)
        {
            return new DriftLook(day, now, model.Name, model.Version, [], Report: null, e.Message);
        }
    }

    private async Task KeepAsync(string workspace, DriftLook look, Lease lease, CancellationToken cancellationToken)
    {
        await database.Drifts.KeepAsync(workspace, look, lease, cancellationToken);
        if (look.Why is { } why)
        {
            WatchLog.NothingToTell(logger, workspace, why);
            return;
        }

        WatchLog.Looked(logger, workspace, look.Model, look.ModelVersion, look.Warnings.Length);
        foreach (var warning in look.Warnings)
        {
            WatchLog.CallsForALook(logger, workspace, warning);
        }
    }
}
