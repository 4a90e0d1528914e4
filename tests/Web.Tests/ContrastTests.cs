using System.Globalization;
using System.Text.RegularExpressions;

namespace Mainstay.Web.Tests;

/// <summary>WCAG 2.2, 1.4.3: text has a contrast of at least 4.5 to what it stands on.</summary>
public sealed partial class ContrastTests
{
    private static readonly string[] Grounds = ["ground", "surface", "sunken"];

    private static readonly string[] Inks = ["ink", "ink-2", "ink-3", "accent", "good", "warn", "bad"];

    private static readonly string[] Tiers = ["good", "warn", "bad", "worst", "unknown"];

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Text_can_be_read_on_every_ground_it_stands_on(string name)
    {
        var css = File.ReadAllText(Path.Combine(Site.Root, "src", "hosts", "Web", "Client", name + ".css"));
        var colours = Colour().Matches(css)
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);
        var pairs = Grounds.SelectMany(ground => Inks.Select(ink => (ink, ground)))
            .Concat(Tiers.Select(tier => (tier, tier + "-ground")))
            .Append(("accent", "accent-ground"))
            .Append(("ink-2", "warn-ground"));

        foreach (var (ink, ground) in pairs)
        {
            var contrast = Contrast(colours[ink], colours[ground]);
            Assert.True(contrast >= 4.5, string.Create(CultureInfo.InvariantCulture, $"{name}: {ink} on {ground} has only {contrast:0.00}"));
        }
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return 0.2126 * Linear(value >> 16) + 0.7152 * Linear((value >> 8) & 255) + 0.0722 * Linear(value & 255);
    }

    private static double Linear(int channel)
    {
        var c = channel / 255d;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+): #(?<value>[0-9a-f]{6});", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
