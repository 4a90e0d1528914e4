using System.Runtime.CompilerServices;

namespace Mainstay.Core.Tests;

/// <summary>
/// Compares a text with the approved one beside the test. On a difference the new text is written beside it as
/// <c>.received.txt</c>: read it, and rename it when it is better.
/// </summary>
internal static class Approved
{
    private const string Project = "tests/Core.Tests/";

    public static void Check(string text, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        // Deterministic builds map the path of the source; what follows the project's folder stays.
        var place = file.Replace('\\', '/');
        var inProject = place[(place.IndexOf(Project, StringComparison.Ordinal) + Project.Length)..];
        var folder = Path.Combine(Repository.Root, Project, Path.GetDirectoryName(inProject)!);
        var approved = Path.Combine(folder, $"{test}.approved.txt");
        var received = Path.Combine(folder, $"{test}.received.txt");
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        var actual = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"Not as approved in {test}.approved.txt:\n{Difference(expected, actual)}");
    }

    private static string Difference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        return string.Join('\n', old.Except(now).Select(line => "- " + line).Concat(now.Except(old).Select(line => "+ " + line)));
    }
}
