using System.Collections.Frozen;
using System.Security.Claims;

namespace Mainstay.Web.Access;

/// <summary>
/// Who makes a request and for which workspace. Endpoints take it as a parameter; there is none without a workspace, so
/// that no request can fall back on somebody else's.
/// </summary>
public sealed record Caller
{
    private const string WorkspaceClaim = "mainstay:workspace";
    private const string PermissionClaim = "mainstay:permission";

    public required string Workspace { get; init; }

    /// <summary>Who it is in audit records and beside what they changed: a person's e-mail, or the name of a key.</summary>
    public required string Name { get; init; }

    public required FrozenSet<Permission> Permissions { get; init; }

    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>As a principal of an authentication handler.</summary>
    /// <param name="scheme">Name of the scheme that has made sure of it.</param>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(WorkspaceClaim, Workspace),
            new Claim(ClaimTypes.Name, Name),
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
                Permissions = [.. principal.FindAll(PermissionClaim).Select(c => Access.Permissions.Find(c.Value)).OfType<Permission>()],
            }
            : null;

    /// <summary>Lets minimal APIs take a caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));
}
