using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Models;
using Mainstay.Store;

namespace Mainstay.Runtime.Explaining;

/// <summary>An account's report at a day together with the facts it rests on.</summary>
public sealed record AccountExplanation(CompanyProfile Company, DatedReport Dated, AccountHistory History);

/// <summary>Explains a stored score by evaluating it again: the same model over the same facts at the same time.</summary>
public sealed class AccountExplainer(Database database)
{
    /// <param name="day">Null for the day of the account's newest snapshot.</param>
    /// <returns>Null when there is no such account, no active model, or the account was not scored that day.</returns>
    /// <exception cref="InvalidOperationException">The stored model no longer compiles.</exception>
    public async Task<AccountExplanation?> ExplainAsync(string workspace, string accountId, DateOnly? day, CancellationToken cancellationToken)
    {
        if (await database.Models.ActiveAsync(workspace, cancellationToken) is not { } active
            || (day ?? (await database.Snapshots.LatestAsync(workspace, accountId, score: null, cancellationToken))?.Day) is not { } asOf
            || await database.Facts.LoadAccountAsync(workspace, accountId, cancellationToken) is not { } history)
        {
            return null;
        }

        var compiled = ModelFile.CompileModel(active.Model.Yaml);
        var model = compiled.Value
            ?? throw new InvalidOperationException($"The active model of workspace '{workspace}' does not compile: {string.Join(" ", compiled.Findings)}");
        return ScoreTimeline.Of(model, history, asOf, asOf).FirstOrDefault() is { } dated
            ? new AccountExplanation(CompanyProfile.At(history, dated.Report.Point), dated, history)
            : null;
    }
}
