using System.Globalization;
using Mainstay.Core.Playbooks;
using Mainstay.Store;
using Mainstay.Store.Teams;
using Mainstay.Web.Access;
using Mainstay.Web.Access.People;
using Mainstay.Web.Words;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.People;

/// <summary>Who reports to whom, who stands in for whom, and whose accounts go to somebody else.</summary>
internal static class TeamEndpoints
{
    public const string Path = "/people/teams";

    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (int? moved, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
            ShowAsync(caller, database, options, problem: null, moved, cancellationToken)).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/line", SetManagerAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/delegation", DelegateAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/delegation/end", EndAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/accounts", ReassignAsync).Requires(Permission.ManagePeople);
    }

    private static async Task<IResult> SetManagerAsync(
        [FromForm] string? person, [FromForm] string? manager, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (EmailAddress.Read(person) is not { } who || (!string.IsNullOrWhiteSpace(manager) && EmailAddress.Read(manager) is null))
        {
            return await ShowAsync(caller, database, options, "People are known by their e-mail address.", moved: null, cancellationToken);
        }

        return await database.Teams.SetManagerAsync(caller.Workspace, who, EmailAddress.Read(manager), caller.By(options.Clock), cancellationToken)
            ? new SeeOther(Path)
            : await ShowAsync(caller, database, options, $"{manager} reports to {who} already, or is the same: a line must not lead back to its beginning.", moved: null, cancellationToken);
    }

    private static async Task<IResult> DelegateAsync(
        [FromForm] string? person, [FromForm] string? to, [FromForm] string? from, [FromForm] string? through,
        Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (EmailAddress.Read(person) is not { } who || EmailAddress.Read(to) is not { } standIn || who == standIn
            || Day.Parse(from) is not { } first || Day.Parse(through) is not { } last || last < first)
        {
            return await ShowAsync(caller, database, options, "Say who is away, who else stands in, and a first and a last day.", moved: null, cancellationToken);
        }

        await database.Teams.DelegateAsync(caller.Workspace, new Delegation(who, standIn, first, last), caller.By(options.Clock), cancellationToken);
        return new SeeOther(Path);
    }

    private static async Task<IResult> EndAsync(
        [FromForm] string? person, [FromForm] string? to, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        await database.Teams.EndDelegationAsync(caller.Workspace, person ?? "", to ?? "", caller.By(options.Clock), cancellationToken);
        return new SeeOther(Path);
    }

    private static async Task<IResult> ReassignAsync(
        [FromForm] string? from, [FromForm] string? to, [FromForm] string? role, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (EmailAddress.Read(from) is not { } before || EmailAddress.Read(to) is not { } after || EnumWord.Read<TeamRole>(role) is not { } what)
        {
            return await ShowAsync(caller, database, options, "Say whose accounts go to whom, by e-mail address.", moved: null, cancellationToken);
        }

        var moved = await database.Teams.ReassignAsync(caller.Workspace, what, before, after, accounts: null, caller.By(options.Clock), cancellationToken);
        return new SeeOther(string.Create(CultureInfo.InvariantCulture, $"{Path}?moved={moved}"));
    }

    private static async Task<IResult> ShowAsync(
        Caller caller, Database database, WebOptions options, string? problem, int? moved, CancellationToken cancellationToken) =>
        new RazorComponentResult<TeamsView>(new
        {
            Lines = await database.Teams.LinesAsync(caller.Workspace, cancellationToken),
            Delegations = await database.Teams.DelegationsAsync(caller.Workspace, options.Today(), cancellationToken),
            Today = options.Today(),
            Problem = problem,
            Moved = moved,
        })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
