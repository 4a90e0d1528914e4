using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.People;

namespace Mainstay.Web.Access.People;

/// <summary>Who signed in, and who was refused, in the audit log of the installation.</summary>
internal static class SignInAudit
{
    private const int LongestName = 320;

    public static Task SignedInAsync(HttpContext context, Database database, WebOptions options, StoredUser user, CancellationToken cancellationToken) => database.Audit.AddOfInstallationAsync(
        Actor.Person(user.Email, AddressOf(context), options.Clock.GetUtcNow()), new Change("user.signed-in", user.Email), cancellationToken);

    /// <summary>Whoever was refused need not be the one they gave out to be: the entry is Mainstay's own.</summary>
    /// <param name="who">As it was given; null where nobody was named.</param>
    /// <param name="because">In a word: password, code, disabled, provider.</param>
    public static Task RefusedAsync(HttpContext context, Database database, WebOptions options, string? who, string because, CancellationToken cancellationToken) => database.Audit.AddOfInstallationAsync(
        Actor.Mainstay(options.Clock.GetUtcNow()),
        new Change("user.refused", Shortened(who is { Length: > 0 } ? who : "nobody"), After: new() { ["because"] = because, ["address"] = AddressOf(context) }),
        cancellationToken);

    private static string Shortened(string who) => new([.. who.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestName)]);

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
}
