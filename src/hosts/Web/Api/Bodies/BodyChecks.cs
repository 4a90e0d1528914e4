using Mainstay.Core.Playbooks;
using Mainstay.Web.People;
using Mainstay.Web.Words;

namespace Mainstay.Web.Api.Bodies;

/// <summary>Reads words of bodies, and refuses those that are none.</summary>
internal static class BodyChecks
{
    /// <returns>In lower case; empty where it was refused.</returns>
    public static string Email<T>(this ApiBody<T> body, string name, string? text)
        where T : class
    {
        if (EmailAddress.Read(text) is { } email)
        {
            return email;
        }

        body.Refuse(name, "must be an e-mail address");
        return "";
    }

    public static TeamRole TeamRole<T>(this ApiBody<T> body, string name, string text)
        where T : class
    {
        if (EnumWord.Read<TeamRole>(text) is { } role)
        {
            return role;
        }

        body.Refuse(name, $"must be one of {string.Join(", ", Enum.GetValues<TeamRole>().Select(r => r.ToString().ToLowerInvariant()))}, but here is '{text}'");
        return default;
    }
}
