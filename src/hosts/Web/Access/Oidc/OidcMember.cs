using System.Security.Claims;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.People;
using Mainstay.Web.Access.People;
using Mainstay.Web.Words;

namespace Mainstay.Web.Access.Oidc;

/// <summary>Finds the user that the provider speaks of, or makes one where newcomers are welcome.</summary>
internal static class OidcMember
{
    /// <returns>The user; or null with what to tell the person.</returns>
    public static async Task<(StoredUser? User, string? Problem)> FindAsync(
        ClaimsPrincipal told, OidcSettings settings, Database database, string? address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (issuer, subject) = (settings.Issuer.ToString(), told.FindFirstValue("sub")!);
        if (await database.Users.FindByIdentityAsync(issuer, subject, cancellationToken) is { } known)
        {
            return known.DisabledAt is null
                ? (await WithRoleAsync(known, told, settings, database, address, now, cancellationToken), null)
                : (null, "You may not sign in here any more. Ask an administrator.");
        }

        // Whoever could choose an address freely at the provider would be whoever has it here.
        if (told.FindFirstValue("email") is not { Length: > 0 } claimed || !string.Equals(told.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return (null, "Your identity provider has not verified your e-mail address.");
        }

        var email = UserStore.Normal(claimed);
        var by = Actor.Person(email, address, now);
        var user = await database.Users.FindAsync(email, cancellationToken);
        if (user is null)
        {
            if ((RoleOf(told, settings) ?? settings.NewcomersAre) is not { } role)
            {
                return (null, $"Nobody has added {email} here yet. Ask an administrator.");
            }

            await database.Users.AddAsync(settings.Workspace, email, Word(role), Reaches.All, PasswordHash.None, by, cancellationToken);
            user = (await database.Users.FindAsync(email, cancellationToken))!;
        }

        if (user.DisabledAt is not null)
        {
            return (null, "You may not sign in here any more. Ask an administrator.");
        }

        await database.Users.LinkAsync(issuer, subject, email, by, cancellationToken);
        return (await WithRoleAsync(user, told, settings, database, address, now, cancellationToken), null);
    }

    // The provider's word counts at every sign-in, but neither makes an admin nor unmakes one.
    private static async Task<StoredUser> WithRoleAsync(
        StoredUser user, ClaimsPrincipal told, OidcSettings settings, Database database, string? address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (RoleOf(told, settings) is not { } role
            || user.Memberships.FirstOrDefault(m => m.Workspace == settings.Workspace) is not { } member
            || member.Role == Word(role) || member.Role == Word(Role.Admin))
        {
            return user;
        }

        var reach = Reaches.MayBeLimited(role) ? member.Reach : Reaches.All;
        await database.Users.AddAsync(settings.Workspace, user.Email, Word(role), reach, PasswordHash.None, Actor.Person(user.Email, address, now), cancellationToken);
        return (await database.Users.FindAsync(user.Email, cancellationToken))!;
    }

    // Of several roles the greatest.
    private static Role? RoleOf(ClaimsPrincipal told, OidcSettings settings) => settings.RoleClaim is not { } claim ? null : told.FindAll(claim)
        .Select(c => EnumWord.Read<Role>(c.Value))
        .Where(r => r is not null and not Role.Admin).Max();

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}
