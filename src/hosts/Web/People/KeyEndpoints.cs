using System.Globalization;
using Mainstay.Store;
using Mainstay.Store.Keys;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Keys;
using Mainstay.Web.Access.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.People;

/// <summary>The API keys of a workspace. A key is shown once.</summary>
internal static class KeyEndpoints
{
    public const string Path = "/people/keys";

    private const int LongestName = 100;

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
            ShowAsync(caller, database, options, problem: null, cancellationToken)).Requires(Permission.ManagePeople);
        routes.MapPost(Path, AddAsync).Requires(Permission.ManagePeople);
        routes.MapPost(Path + "/revoke", RevokeAsync).Requires(Permission.ManagePeople);
    }

    private static async Task<IResult> AddAsync(
        [FromForm] string? name, [FromForm] string? until, IFormCollection form, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var by = caller.By(options.Clock);
        var called = name?.Trim() ?? "";
        var scopes = form["scope"].OfType<string>().Where(s => Permissions.Find(s) is not null).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var ends = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : (DateTimeOffset?)null;
        if (called.Length is 0 or > LongestName || called.Any(char.IsControl))
        {
            return await ShowAsync(caller, database, options, $"A key's name has 1 to {LongestName} characters on one line.", cancellationToken);
        }

        if (scopes.Length == 0)
        {
            return await ShowAsync(caller, database, options, "Choose what the key may do.", cancellationToken);
        }

        if (ends <= by.At || (ends is null && !string.IsNullOrEmpty(until)))
        {
            return await ShowAsync(caller, database, options, "Its end must be a day to come.", cancellationToken);
        }

        var text = KeyText.New(caller.Workspace);
        var key = new StoredKey { Id = text.Id, Name = called, Hash = [.. text.Hash], Scopes = [.. scopes], CreatedAt = by.At, CreatedBy = by.Name, ExpiresAt = ends };
        return await database.Keys.AddAsync(caller.Workspace, key, by, cancellationToken)
            ? new RazorComponentResult<ShownOnceView>(new
            {
                Title = $"Key {called}", Secret = text.Text, Text = "Keep it where your secrets are; only its hash stays here.", Back = Path,
            })
            : await ShowAsync(caller, database, options, $"There is, or was, a key called '{called}': records name keys by it. Give another name.", cancellationToken);
    }

    private static async Task<IResult> RevokeAsync([FromForm] string? id, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        await database.Keys.RevokeAsync(caller.Workspace, id ?? "", caller.By(options.Clock), cancellationToken);
        return new SeeOther(Path);
    }

    private static async Task<IResult> ShowAsync(Caller caller, Database database, WebOptions options, string? problem, CancellationToken cancellationToken) =>
        new RazorComponentResult<KeysView>(new
        {
            Keys = await database.Keys.ListAsync(caller.Workspace, cancellationToken), Now = options.Clock.GetUtcNow(), caller.Workspace, Problem = problem,
        })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
