using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Runtime.Scoring;
using Mainstay.Store;

namespace Mainstay.Runtime.Explaining;

/// <summary>An account as one of a family on a day.</summary>
/// <param name="Company">The account.</param>
/// <param name="Parent">Null where it names none, or the link does not count.</param>
/// <param name="Rollups">Null where no account below it is scored on the day.</param>
/// <param name="Findings">What is wrong with the parent that it names.</param>
public sealed record FamilyExplanation(
    CompanyProfile Company, DateOnly Day, HealthModel Model, CompanyProfile? Parent, DatedRollups? Rollups, ImmutableArray<RollupFinding> Findings);

/// <summary>Explains the roll-ups of one account from the facts of its relatives; the rest of the book is not read.</summary>
public sealed class FamilyExplainer(Database database)
{
    /// <returns>The newest day of which a score or roll-up of the account is kept; null when there is none.</returns>
    public async Task<DateOnly?> NewestAsync(string workspace, string accountId, CancellationToken cancellationToken) =>
        await database.Snapshots.OnAsync(workspace, accountId, day: null, cancellationToken) is [var kept, ..] ? kept.Day : null;

    /// <summary>A day that is kept is explained by the version that it shows; another by the model that is active now.</summary>
    /// <returns>Null when the model has no roll-ups, or the account has no relatives.</returns>
    /// <exception cref="InvalidOperationException">The stored model no longer compiles.</exception>
    public async Task<FamilyExplanation?> ExplainAsync(string workspace, string accountId, DateOnly day, CancellationToken cancellationToken)
    {
        var model = await StoredModels.KeptAsync(database, workspace, accountId, day, cancellationToken)
            ?? await StoredModels.ActiveAsync(database, workspace, cancellationToken);
        if (model is null or { Rollups.IsEmpty: true })
        {
            return null;
        }

        var companies = await database.Facts.LoadCompaniesAsync(workspace, cancellationToken);
        var relatives = BookRollups.RelativesOf(accountId, companies.Accounts);
        if (relatives.Count < 2)
        {
            return null;
        }

        var book = await database.Facts.LoadAccountsAsync(workspace, relatives, cancellationToken);
        if (book.FirstOrDefault(history => history.AccountId == accountId) is not { } account)
        {
            return null;
        }

        var point = PointInTime.At(account.Calendar.StartOf(day));
        var findings = new Families([.. book.Select(history => RollupMember.At(history, point, [], model.Currency))]).Findings;
        var own = findings.Where(f => f.AccountId == accountId).ToImmutableArray();
        var company = CompanyProfile.At(account, point);
        var parent = own.IsEmpty ? book.FirstOrDefault(history => history.AccountId == company.Parent) : null;
        return new FamilyExplanation(
            company,
            day,
            model,
            parent is null ? null : CompanyProfile.At(parent, point),
            BookRollups.Of(model, book, new DayRange(day, day), cancellationToken).Of(accountId, day),
            own);
    }
}
