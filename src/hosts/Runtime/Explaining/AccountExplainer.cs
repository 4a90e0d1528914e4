using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Ledger;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Live;
using Mainstay.Store;

namespace Mainstay.Runtime.Explaining;

/// <summary>An account's report at a day together with the facts it rests on.</summary>
public sealed record AccountExplanation(CompanyProfile Company, DatedReport Dated, AccountHistory History);

/// <summary>How an account's scores came from one day to another; scores without a value on either day are left out.</summary>
public sealed record AccountChange(DateOnly From, DateOnly To, ImmutableArray<ChangeLedger> Ledgers);

/// <summary>
/// Explains a stored score by evaluating it again: the model version that it was scored by, over the same facts at the same time.
/// </summary>
public sealed class AccountExplainer(Database database)
{
    /// <summary>A day that is kept is explained by the version that it shows; another by the model that is active now.</summary>
    /// <param name="day">Null for the newest scores, be they of a midnight or of a moment since.</param>
    /// <returns>Null when there is no such account, no active model, or the account was not scored that day.</returns>
    /// <exception cref="InvalidOperationException">The stored model no longer compiles.</exception>
    public async Task<AccountExplanation?> ExplainAsync(string workspace, string accountId, DateOnly? day, CancellationToken cancellationToken)
    {
        if (day is null && await MomentAsync(workspace, accountId, cancellationToken) is { } moment)
        {
            return moment;
        }

        if (await LoadAsync(workspace, accountId, day, cancellationToken) is not var (active, history, asOf))
        {
            return null;
        }

        var model = await ShownByAsync(workspace, accountId, asOf, cancellationToken) ?? active;
        return ScoreTimeline.Of(model, history, asOf, asOf).FirstOrDefault() is { } dated
            ? new AccountExplanation(CompanyProfile.At(history, dated.Report.Point), dated, history)
            : null;
    }

    /// <summary>
    /// Accounts for the change of each score between two days, each read by the version that it is shown by (the active one where nothing of it
    /// is kept): what another version changed has a line of its own.
    /// </summary>
    /// <param name="since">Earlier than the day.</param>
    /// <param name="day">Null for the day of the account's newest snapshot.</param>
    /// <returns>Null when there is no such account, no active model, or the account was not scored on either of the days.</returns>
    /// <exception cref="InvalidOperationException">A stored model no longer compiles.</exception>
    public async Task<AccountChange?> ChangeAsync(string workspace, string accountId, DateOnly since, DateOnly? day, CancellationToken cancellationToken)
    {
        if (await LoadAsync(workspace, accountId, day, cancellationToken) is not var (active, history, asOf)
            || await OnAsync(since) is not { } from
            || await OnAsync(asOf) is not { } to)
        {
            return null;
        }

        return new AccountChange(
            from.Day, to.Day, [.. to.Report.Scores.Select(s => ChangeLedger.Between(from.Report, to.Report, s.Definition.Name, history)).OfType<ChangeLedger>()]);

        async Task<DatedReport?> OnAsync(DateOnly one) =>
            ScoreTimeline.Of(await ShownByAsync(workspace, accountId, one, cancellationToken) ?? active, history, one, one).FirstOrDefault();
    }

    /// <summary>The model version that an account's day is shown by.</summary>
    /// <returns>Null when nothing of the day is kept.</returns>
    /// <exception cref="InvalidOperationException">The stored model no longer compiles.</exception>
    public Task<HealthModel?> ShownByAsync(string workspace, string accountId, DateOnly day, CancellationToken cancellationToken) =>
        StoredModels.KeptAsync(database, workspace, accountId, day, cancellationToken);

    private async Task<AccountExplanation?> MomentAsync(string workspace, string accountId, CancellationToken cancellationToken)
    {
        if (await database.Live.CurrentAsync(workspace, accountId, cancellationToken) is not [var shown, ..]
            || await database.Facts.LoadAccountAsync(workspace, accountId, cancellationToken) is not { } history
            || shown.Point.AsOf <= history.Calendar.StartOf(shown.Day)
            || await StoredModels.VersionAsync(database, workspace, shown.Model, shown.ModelVersion, cancellationToken) is not { } model
            || new MomentScoring(model, [history], shown.Day).Of(history, shown.Point) is not { } dated)
        {
            return null;
        }

        return new AccountExplanation(CompanyProfile.At(history, shown.Point), dated, history);
    }

    private async Task<(HealthModel Model, AccountHistory History, DateOnly Day)?> LoadAsync(
        string workspace, string accountId, DateOnly? day, CancellationToken cancellationToken)
    {
        if (await StoredModels.ActiveAsync(database, workspace, cancellationToken) is not { } active
            || (day ?? (await database.Snapshots.LatestAsync(workspace, accountId, score: null, cancellationToken))?.Day) is not { } asOf
            || await database.Facts.LoadAccountAsync(workspace, accountId, cancellationToken) is not { } history)
        {
            return null;
        }

        return (active, history, asOf);
    }
}
