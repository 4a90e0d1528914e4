using System.Collections.Frozen;
using System.Security.Claims;
using Mainstay.Store.Audit;
using Mainstay.Store.Teams;

namespace Mainstay.Web.Access;

/// <summary>
/// Who makes a request and for which workspace. Endpoints take it as a parameter; there is none without a workspace, so
/// that no request can fall back on somebody else's.
/// </summary>
public sealed record Caller
{
    private const string WorkspaceClaim = "mainstay:workspace";
    private const string PermissionClaim = "mainstay:permission";
    private const string ReachesAllClaim = "mainstay:reaches-all";
    private const string ReachClaim = "mainstay:reach";
    private const string KeyClaim = "mainstay:key";
    private const string AddressClaim = "mainstay:address";

    public required string Workspace { get; init; }

    /// <summary>Who it is in audit records and beside what they changed: a person's e-mail, or the name of a key.</summary>
    public required string Name { get; init; }

    /// <summary>The network address that the request comes from; null where it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it is a program that brings a key, rather than a person.</summary>
    public bool IsKey { get; init; }

    public required FrozenSet<Permission> Permissions { get; init; }

    /// <summary>The accounts they may see; those beyond it do not exist for them.</summary>
    public required Reach Reach { get; init; }

    /// <summary>As the one who changes something now, for the store to keep beside the change.</summary>
    public Actor By(TimeProvider clock) => IsKey ? Actor.Key(Name, Address, clock.GetUtcNow()) : Actor.Person(Name, Address, clock.GetUtcNow());

    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>As a principal of an authentication handler.</summary>
    /// <param name="scheme">Name of the scheme that has made sure of it.</param>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(WorkspaceClaim, Workspace),
            new Claim(ClaimTypes.Name, Name),
            .. Address is null ? [] : (Claim[])[new Claim(AddressClaim, Address)],
            .. Reach.People is { } people ? people.Select(p => new Claim(ReachClaim, p)) : [new Claim(ReachesAllClaim, "")],
            .. IsKey ? (Claim[])[new Claim(KeyClaim, "")] : [],
            .. Permissions.Order().Select(p => new Claim(PermissionClaim, Access.Permissions.NameOf(p))),
        ],
        scheme));

    /// <returns>Null when the principal is nobody, or belongs to no workspace.</returns>
    public static Caller? Of(ClaimsPrincipal principal) =>
        principal is { Identity: { IsAuthenticated: true, Name: { Length: > 0 } name } }
        && principal.FindFirstValue(WorkspaceClaim) is { Length: > 0 } workspace
            ? new Caller
            {
                Workspace = workspace,
                Name = name,
                Address = principal.FindFirstValue(AddressClaim),
                Reach = principal.HasClaim(c => c.Type == ReachesAllClaim) ? Reach.All : Reach.Of(principal.FindAll(ReachClaim).Select(c => c.Value)),
                IsKey = principal.HasClaim(c => c.Type == KeyClaim),
                Permissions = [.. principal.FindAll(PermissionClaim).Select(c => Access.Permissions.Find(c.Value)).OfType<Permission>()],
            }
            : null;

    /// <summary>Lets minimal APIs take a caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));
}
