using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Explaining;
using Mainstay.Store;
using Mainstay.Store.Merging;
using Mainstay.Web.Access;
using Mainstay.Web.Layout;
using Mainstay.Web.Words;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Accounts;

internal static class AccountEndpoints
{
    private const int HistoryDays = 365;

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts/{id}", ShowAsync).Requires(Permission.ReadScores);
        routes.MapGet("/accounts/{id}/signals/{signal}", ShowSignalAsync).Requires(Permission.ReadScores);
    }

    private static async Task<IResult> ShowAsync(
        string id, string? day, Caller caller, Database database, AccountExplainer explainer, FamilyExplainer families, WebOptions options, CancellationToken cancellationToken)
    {
        var accountId = AccountAddress.Id(id);
        var asked = Day.Parse(day);
        if (asked is null && await database.Merges.OfAsync(caller.Workspace, accountId, cancellationToken) is { } merge)
        {
            return await MergedAsync(merge, caller, database, cancellationToken);
        }

        var newest = await families.NewestAsync(caller.Workspace, accountId, cancellationToken);
        if (await explainer.ExplainAsync(caller.Workspace, accountId, asked, cancellationToken) is not { } explained
            || (asked is null && newest > explained.Dated.Day))
        {
            return await FamilyAsync(accountId, asked ?? newest, newest, caller, database, families, cancellationToken) is { Rollups.IsEmpty: false } shownFamily
                ? new RazorComponentResult<FamilyView>(new { State = shownFamily })
                : await NotScoredAsync(accountId, asked, caller, explainer, cancellationToken);
        }

        var shown = explained.Dated.Day;
        var history = await database.Snapshots.HistoryAsync(
            caller.Workspace, accountId, score: null, shown.AddDays(-HistoryDays), DateOnly.MaxValue, cancellationToken);
        var open = await database.Tasks.ListAsync(caller.Workspace, open: true, assignee: null, accountId, cancellationToken);
        var done = await database.Tasks.ListAsync(caller.Workspace, open: false, assignee: null, accountId, cancellationToken);
        var state = new AccountState(explained, [.. history], [.. open, .. done], options.Today());
        if (shown == state.Newest)
        {
            // Whoever the accounts were handed to; a past day has the owner that it was shown with by its source.
            state = state with { Explained = explained with { Company = await AccountOwner.NowAsync(explained.Company, caller, database, cancellationToken) } };
        }

        var family = await FamilyAsync(accountId, shown, state.Newest, caller, database, families, cancellationToken);
        return new RazorComponentResult<AccountView>(new { State = state with { Family = family } });
    }

    // Days before the merge are still to be looked at; the newest of them would pass for today.
    private static async Task<IResult> MergedAsync(AccountMerge merge, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var (was, name) = (await NameAsync(merge.Account, caller, database, cancellationToken), await NameAsync(merge.Into, caller, database, cancellationToken));
        return Notices.Elsewhere(
            $"{was} is part of {name}",
            $"The account {merge.Account} was merged into {merge.Into} on {Day.Long(DateOnly.FromDateTime(merge.At.UtcDateTime))} by {merge.By} and is no longer scored. {name} has its facts from then on.",
            AccountAddress.Of(merge.Into),
            $"Go to {name}");
    }

    private static async Task<string> NameAsync(string accountId, Caller caller, Database database, CancellationToken cancellationToken) =>
        await database.Facts.LoadAccountAsync(caller.Workspace, accountId, cancellationToken) is { } history
            ? CompanyProfile.At(history, PointInTime.At(Instant.MaxValue)).Name
            : accountId;

    private static async Task<FamilyState?> FamilyAsync(
        string accountId, DateOnly? day, DateOnly? newest, Caller caller, Database database, FamilyExplainer families, CancellationToken cancellationToken)
    {
        if (day is not { } shown || await families.ExplainAsync(caller.Workspace, accountId, shown, cancellationToken) is not { } explained)
        {
            return null;
        }

        var rollups = ImmutableArray.CreateBuilder<ShownRollup>();
        foreach (var (result, trend) in explained.Rollups is { } dated ? dated.Results.Zip(dated.Trends) : [])
        {
            var history = await database.Snapshots.HistoryAsync(
                caller.Workspace, accountId, result.Definition.Name, shown.AddDays(-HistoryDays), shown, cancellationToken);
            rollups.Add(new ShownRollup(result, trend, new DailyCourse([.. history], shown)));
        }

        return new FamilyState(explained, rollups.ToImmutable(), newest ?? shown);
    }

    private static async Task<IResult> ShowSignalAsync(
        string id, string signal, string? day, Caller caller, AccountExplainer explainer, CancellationToken cancellationToken)
    {
        var accountId = AccountAddress.Id(id);
        var asked = Day.Parse(day);
        if (await explainer.ExplainAsync(caller.Workspace, accountId, asked, cancellationToken) is not { } explained)
        {
            return await NotScoredAsync(accountId, asked, caller, explainer, cancellationToken);
        }

        var line = explained.Dated.Report.Primary.Lines.FirstOrDefault(l => l.Signal.Definition.Name == signal);
        return line is null
            ? Notices.NotFound("No such signal", $"The model that scores this account has no signal '{signal}'.", AccountAddress.Of(accountId), "Go to the account")
            : new RazorComponentResult<SignalView>(new { Explained = explained, Line = line, Day = asked });
    }

    private static async Task<IResult> NotScoredAsync(
        string accountId, DateOnly? day, Caller caller, AccountExplainer explainer, CancellationToken cancellationToken) =>
        day is { } d && await explainer.ExplainAsync(caller.Workspace, accountId, day: null, cancellationToken) is { } newest
            ? Notices.NotFound(
                $"{newest.Company.Name} was not scored on {Day.Long(d)}",
                "Only accounts that the model holds eligible have a score, and only up to the newest day.",
                AccountAddress.Of(accountId),
                $"Go to {Day.Long(newest.Dated.Day)}")
            : WithinReach.NoSuchAccount(accountId);
}
