using Mainstay.Web.Access;

namespace Mainstay.Web.People;

/// <summary>The role and the reach that a form names.</summary>
internal sealed record MemberChoice(string Role, string Reach)
{
    /// <returns>Null for what no form of ours sends.</returns>
    public static MemberChoice? Read(string? role, string? reach) =>
        Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(r => Word(r!.Value) == role) is { } known && Reaches.Names.Contains(reach, StringComparer.Ordinal)
            ? new MemberChoice(Word(known), Reaches.MayBeLimited(known) ? reach! : Reaches.All)
            : null;

    public static string Word(Role role) => role.ToString().ToLowerInvariant();
}
