using Mainstay.Store;
using Mainstay.Store.People;
using Mainstay.Web.Access;
using Mainstay.Web.Access.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.People;

/// <summary>
/// The members of a workspace. Passwords and whether somebody may sign in at all belong to the installation: here they are changed
/// only of those who are members of no other workspace.
/// </summary>
internal static class PeopleEndpoints
{
    public const string Path = "/people";

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Caller caller, Database database, CancellationToken cancellationToken) => ShowAsync(caller, database, problem: null, cancellationToken))
            .Requires(Permission.ManagePeople);
        routes.MapPost(Path, AddAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/role", SetRoleAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/out", TakeOutAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/enable", EnableAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/password", ResetAsync).Requires(Permission.ManagePeople);
    }

    private static async Task<IResult> AddAsync(
        [FromForm] string? email, [FromForm] string? role, [FromForm] string? reach, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (EmailAddress.Read(email) is not { } who)
        {
            return await ShowAsync(caller, database, $"'{email}' is no e-mail address.", cancellationToken);
        }

        if (MemberChoice.Read(role, reach) is not { } choice)
        {
            return TypedResults.BadRequest();
        }

        if ((await WorkspaceMembers.ListAsync(caller, database, cancellationToken)).Any(m => m.Email == who))
        {
            return await ShowAsync(caller, database, $"{who} is a member already: change their role in the list.", cancellationToken);
        }

        var password = PasswordHash.MadeUp();
        return await database.Users.AddAsync(caller.Workspace, who, choice.Role, choice.Reach, PasswordHash.Of(password), caller.By(options.Clock), cancellationToken)
            ? Shown($"Password of {who}", password, $"{who} signs in with it, and changes it under their name at the top of the page.")
            : new SeeOther(Path);
    }

    private static async Task<IResult> SetRoleAsync(
        [FromForm] string? email, [FromForm] string? role, [FromForm] string? reach, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (MemberChoice.Read(role, reach) is not { } choice || await MemberAsync(email, caller, database, cancellationToken) is not { } member)
        {
            return TypedResults.BadRequest();
        }

        if (member.Email == caller.Name)
        {
            return await ShowAsync(caller, database, "Nobody changes their own role: ask another admin.", cancellationToken);
        }

        await database.Users.AddAsync(caller.Workspace, member.Email, choice.Role, choice.Reach, PasswordHash.None, caller.By(options.Clock), cancellationToken);
        return new SeeOther(Path);
    }

    private static async Task<IResult> TakeOutAsync(
        [FromForm] string? email, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (await MemberAsync(email, caller, database, cancellationToken) is not { } member)
        {
            return TypedResults.BadRequest();
        }

        if (member.Email == caller.Name)
        {
            return await ShowAsync(caller, database, "Nobody takes themselves out: ask another admin.", cancellationToken);
        }

        await WorkspaceMembers.TakeOutAsync(member.Email, caller, database, options, cancellationToken);
        return new SeeOther(Path);
    }

    private static async Task<IResult> EnableAsync([FromForm] string? email, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (await MemberAsync(email, caller, database, cancellationToken) is not { Memberships: [_] } member)
        {
            return TypedResults.BadRequest();
        }

        await database.Users.EnableAsync(member.Email, caller.By(options.Clock), cancellationToken);
        return new SeeOther(Path);
    }

    private static async Task<IResult> ResetAsync([FromForm] string? email, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (await MemberAsync(email, caller, database, cancellationToken) is not { Memberships: [_] } member)
        {
            return TypedResults.BadRequest();
        }

        var password = PasswordHash.MadeUp();
        await database.Users.SetPasswordAsync(member.Email, PasswordHash.Of(password), caller.By(options.Clock), cancellationToken);
        return Shown($"New password of {member.Email}", password, "Their sessions have ended.");
    }

    private static async Task<IResult> ShowAsync(Caller caller, Database database, string? problem, CancellationToken cancellationToken) =>
        new RazorComponentResult<PeopleView>(new { Members = await WorkspaceMembers.ListAsync(caller, database, cancellationToken), caller.Workspace, Self = caller.Name, Problem = problem })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

    private static async Task<StoredUser?> MemberAsync(string? email, Caller caller, Database database, CancellationToken cancellationToken) =>
        (await WorkspaceMembers.ListAsync(caller, database, cancellationToken)).FirstOrDefault(m => m.Email == UserStore.Normal(email ?? ""));

    private static RazorComponentResult<ShownOnceView> Shown(string title, string secret, string text) => new(new { Title = title, Secret = secret, Text = text, Back = Path });
}
