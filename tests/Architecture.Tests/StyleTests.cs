using System.Text.RegularExpressions;

namespace Mainstay.Architecture.Tests;

public sealed partial class StyleTests
{
    /// <summary>Files of more than 250 lines, each with the reason why it is not two.</summary>
    private static readonly Dictionary<string, string> ArguedLong = new(StringComparer.Ordinal)
    {
        ["src/core/Facts/FactKinds.cs"] = "One list of what Mainstay knows about, read from top to bottom; a kind in another file would be overlooked.",
    };

    [Fact]
    public void No_file_has_more_than_500_lines_and_one_of_more_than_250_is_argued()
    {
        var lengths = House.Sources.ToDictionary(f => f, f => House.Read(f).AsSpan().Count('\n'), StringComparer.Ordinal);
        Assert.DoesNotContain(lengths, l => l.Value > 500);
        Assert.DoesNotContain(lengths, l => l.Value > 250 && !ArguedLong.ContainsKey(l.Key));
        Assert.DoesNotContain(ArguedLong.Keys, f => !lengths.TryGetValue(f, out var lines) || lines <= 250);
    }

    [Fact]
    public void A_files_name_says_what_it_is_about()
    {
        string[] empty = ["Manager", "Helper", "Util", "Common", "Impl", "Service"];
        Assert.DoesNotContain(House.Sources, f => empty.Any(word => Path.GetFileName(f).Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_folded_away() =>
        Assert.DoesNotContain(House.Sources, f => House.Read(f).Contains("#region", StringComparison.Ordinal));

    [Fact]
    public void An_interface_exists_only_where_two_implementations_do()
    {
        var code = House.Sources.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).Select(House.Code).ToArray();
        foreach (var name in code.SelectMany(text => Interface().Matches(text)).Select(m => m.Groups["name"].Value))
        {
            var implementations = code.Sum(text => Declaration().Matches(text).Count(m => Regex.IsMatch(m.Groups["bases"].Value, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(5))));
            Assert.True(implementations >= 2, $"{name} has {implementations} implementation(s): use the class itself until there is a second.");
        }
    }

    [GeneratedRegex(@"\binterface\s+(?<name>I[A-Z]\w*)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Interface();

    [GeneratedRegex(@"\b(?:class|record|struct)\s+[A-Z]\w*(?:<[^>]*>)?\s*(?:\([^{;]*?\))?\s*:(?<bases>[^{;]*)[{;]", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Declaration();
}
