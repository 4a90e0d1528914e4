using System.Globalization;
using System.Net;

namespace Mainstay.Cli.Configuration;

/// <summary>Something that a file, the environment or the command line may say of a server; one of them is enough.</summary>
/// <param name="Key">In a file: <c>log.format</c>, or <c>format</c> below <c>log</c>.</param>
/// <param name="HelpName">What stands for the value in help.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Default">Null where there is none.</param>
/// <param name="Expected">What the value must be, in words.</param>
/// <param name="IsRight">Whether a text is a value.</param>
public sealed record Setting(string Key, string HelpName, string Meaning, string? Default, string Expected, Func<string, bool> IsRight)
{
    /// <summary>Whether its value is shown to nobody.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether every command takes it, and not only the server.</summary>
    public bool IsOfAll { get; init; }

    /// <summary>Whether it holds several values, separated by commas, each of which the command line says by itself.</summary>
    public bool IsList { get; init; }

    /// <summary>On the command line.</summary>
    public string Flag => "--" + Key.Replace('.', '-').Replace('_', '-');

    /// <summary>In the environment.</summary>
    public string Variable => "MAINSTAY_" + Key.Replace('.', '_').ToUpperInvariant();

    public static Setting Text(string key, string helpName, string meaning, string? @default = null) => new(key, helpName, meaning, @default, "a text", text => text.Trim().Length > 0);

    public static Setting Whole(string key, string meaning, int @default, int least, int most) => new(
        key, "N", meaning, @default.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    public static Setting Choice(string key, string meaning, params string[] words) => new(
        key, string.Join('|', words), meaning, words[0], $"one of {string.Join(", ", words)}", text => words.Contains(text, StringComparer.Ordinal));

    public static Setting Flagged(string key, string meaning) => new(key, "", meaning, "false", "true or false", text => text is "true" or "false");

    public static Setting Url(string key, string meaning) => new(
        key, "URL", meaning, null, "an address such as http://127.0.0.1:4318",
        text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));

    public static Setting Addresses(string key, string meaning) => new(
        key, "IPS", meaning, null, "IP addresses separated by commas, such as 127.0.0.1,::1",
        text => text.Split(',').All(part => IPAddress.TryParse(part.Trim(), out _)));
}
