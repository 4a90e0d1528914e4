using Mainstay.Runtime.Explaining;
using Mainstay.Store;
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
        string id, string? day, Caller caller, Database database, AccountExplainer explainer, WebOptions options, CancellationToken cancellationToken)
    {
        var accountId = AccountAddress.Id(id);
        var asked = Day.Parse(day);
        if (await explainer.ExplainAsync(caller.Workspace, accountId, asked, cancellationToken) is not { } explained)
        {
            return await NotScoredAsync(accountId, asked, caller, explainer, cancellationToken);
        }

        var shown = explained.Dated.Day;
        var history = await database.Snapshots.HistoryAsync(
            caller.Workspace, accountId, score: null, shown.AddDays(-HistoryDays), DateOnly.MaxValue, cancellationToken);
        var open = await database.Tasks.ListAsync(caller.Workspace, open: true, assignee: null, accountId, cancellationToken);
        var done = await database.Tasks.ListAsync(caller.Workspace, open: false, assignee: null, accountId, cancellationToken);
        var state = new AccountState(explained, [.. history], [.. open, .. done], options.Today());
        return new RazorComponentResult<AccountView>(new { State = state });
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
            : Notices.NotFound("No such account", $"No account '{accountId}' has a score here. It may have left, or its id may be written differently.");
}
