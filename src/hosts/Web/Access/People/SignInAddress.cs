namespace Mainstay.Web.Access.People;

/// <summary>Where people sign in, and where they go on afterwards.</summary>
internal static class SignInAddress
{
    public const string Path = "/sign-in";

    /// <param name="back">Null for the book.</param>
    public static string For(string? back) => back is null or "/" ? Path : $"{Path}?back={Uri.EscapeDataString(back)}";

    /// <summary>The address if it is one of this site, otherwise another.</summary>
    public static string Local(string? address, string otherwise = "/") =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl)
            ? address
            : otherwise;
}
