using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Mainstay.Cli.Tests;

/// <summary>
/// Compares what a command printed with the text in the folder Approved. On a difference the new text is written beside it
/// as <c>.received.txt</c>: read it as the person at the terminal would, and rename it when it is better.
/// </summary>
internal static partial class Approved
{
    public static void Check(string text, [CallerMemberName] string test = "", string part = "")
    {
        var name = part.Length == 0 ? test : $"{test}.{part}";
        var approved = Places.In($"tests/Cli.Tests/Approved/{name}.approved.txt");
        var received = Places.In($"tests/Cli.Tests/Approved/{name}.received.txt");
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        var actual = Stable(text);
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        Assert.Fail($"Not as approved in {name}.approved.txt:\n{string.Join('\n', old.Except(now).Select(l => "- " + l).Concat(now.Except(old).Select(l => "+ " + l)))}");
    }

    // Spaces at the ends of lines are the tables'; a model's version changes with every word of its file.
    private static string Stable(string text) =>
        ModelVersion().Replace(string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())), "VERSION").Trim('\n') + "\n";

    [GeneratedRegex("(?<=(b2b-saas |\"model_version\":\"))[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ModelVersion();
}
