using Mainstay.Core.Documents;
using Mainstay.Runtime;

namespace Mainstay.Cli.Inputs;

/// <summary>Tells what is wrong with a document the way compilers do: file:line:column: message.</summary>
public static class Findings
{
    /// <exception cref="UserException">The document is not usable; the message holds every finding.</exception>
    public static async Task TellAsync(string path, IReadOnlyList<Finding> findings, bool isUsable, TextWriter errors)
    {
        if (!isUsable)
        {
            var told = findings.Select(f => Told(path, f)).ToArray();
            var count = told.Length == 1 ? "a mistake" : $"{told.Length} mistakes";
            throw new UserException(string.Join(Environment.NewLine, [$"{path} has {count}:", .. told]));
        }

        foreach (var finding in findings.Where(f => f.Severity == Severity.Warning))
        {
            await errors.WriteLineAsync($"warning: {Told(path, finding)}");
        }
    }

    /// <summary>With line and column, where the finding has any.</summary>
    public static string Told(string path, Finding finding) => finding.Position.Line == 0 ? $"{path}: {finding}" : $"{path}:{finding}";
}
