using Mainstay.Store.People;

namespace Mainstay.Web.People;

/// <summary>What people are known by.</summary>
public static class EmailAddress
{
    private const int Longest = 320;

    /// <returns>In lower case; null for what is none.</returns>
    public static string? Read(string? text) =>
        UserStore.Normal(text ?? "") is { Length: <= Longest } email
        && email.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? email
            : null;
}
