using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Mainstay.Core.Documents;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Sources.Documents;

namespace Mainstay.Runtime.Models;

/// <summary>A model or playbook text compiled, or everything that is wrong with it.</summary>
/// <typeparam name="T">What the text compiles to.</typeparam>
/// <param name="Value">Null when a finding is an error.</param>
public sealed record Compiled<T>(T? Value, IReadOnlyList<Finding> Findings)
    where T : class;

/// <summary>Reads models and playbooks from YAML text.</summary>
public static class ModelFile
{
    public static Compiled<HealthModel> CompileModel(string yaml)
    {
        var document = YamlReader.Read(yaml);
        if (document.Root is not { } root)
        {
            return new(null, document.Findings);
        }

        var (model, findings) = ModelReader.Read(root, VersionOf(yaml));
        return new(model, [.. document.Findings, .. findings]);
    }

    public static Compiled<ImmutablePlaybooks> CompilePlaybooks(string yaml, HealthModel model)
    {
        var document = YamlReader.Read(yaml);
        if (document.Root is not { } root)
        {
            return new(null, document.Findings);
        }

        var (playbooks, findings) = PlaybookReader.Read(root, model);
        var hasErrors = findings.Any(f => f.Severity == Severity.Error);
        return new(hasErrors ? null : new ImmutablePlaybooks(playbooks), [.. document.Findings, .. findings]);
    }

    /// <summary>Twelve hexadecimal digits of the text's SHA-256; line ends do not count.</summary>
    public static string VersionOf(string yaml) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml.ReplaceLineEndings("\n"))))[..12];
}

/// <summary>The playbooks of a workspace; may be empty.</summary>
public sealed record ImmutablePlaybooks(ImmutableArray<Playbook> All)
{
    public static readonly ImmutablePlaybooks None = new([]);
}
