using Mainstay.Runtime.Models;
using Mainstay.Runtime.Testing;
using Mainstay.Store.Models;

namespace Mainstay.Web.Api.Models;

/// <summary>A model as text.</summary>
public sealed record SentModelBody
{
    /// <summary>The health model (YAML).</summary>
    public required string Model { get; init; }

    /// <summary>Playbooks (YAML) that go with it; null for none.</summary>
    public string? Playbooks { get; init; }

    /// <summary>Test cases (YAML), whose facts stand in them; null for none.</summary>
    public string? Cases { get; init; }
}

/// <summary>Which version the workspace is to be scored by.</summary>
public sealed record ModelChoice
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>A published version, or `latest`.</summary>
    public required string Version { get; init; }

    /// <summary>Playbooks (YAML); empty for none. Where it is left out, those of the active version stay.</summary>
    public string? Playbooks { get; init; }
}

/// <summary>Published versions, the newest first.</summary>
public sealed record ModelList(IReadOnlyList<ModelVersionBody> Items);

/// <param name="Version">Twelve hexadecimal digits of the text's SHA-256.</param>
/// <param name="IsActive">Whether the workspace is scored by it.</param>
public sealed record ModelVersionBody(string Name, string Version, DateTimeOffset PublishedAt, bool IsActive)
{
    public static ModelVersionBody Of(ModelVersion version) => new(version.Name, version.Version, version.PublishedAt, version.IsActive);
}

/// <summary>A published version with its text, which never changes.</summary>
/// <param name="Text">YAML.</param>
public sealed record ModelTextBody(string Name, string Version, DateTimeOffset PublishedAt, string Text);

/// <summary>What the workspace is scored by.</summary>
/// <param name="Playbooks">YAML; empty where there are none.</param>
public sealed record ActiveModelBody(string Name, string Version, string Playbooks);

/// <summary>What a model is.</summary>
/// <param name="Name">Null where it does not compile; so is the version.</param>
/// <param name="Passes">Whether it could be published.</param>
public sealed record ModelCheckBody(string? Name, string? Version, bool Passes, IReadOnlyList<FindingBody> Findings, IReadOnlyList<CaseBody> Cases)
{
    public static ModelCheckBody Of(CheckedModel check) => new(
        check.Model?.Name, check.Model?.Version, check.Passes, [.. check.Findings.Select(FindingBody.Of)], [.. check.Cases.Select(CaseBody.Of)]);
}

/// <param name="In">model, playbooks or cases.</param>
/// <param name="Severity">error or warning.</param>
/// <param name="Line">From 1; 0 for the text as a whole.</param>
public sealed record FindingBody(string In, string Severity, int Line, int Column, string Message)
{
    public static FindingBody Of(TextFinding finding) => new(
        finding.In, finding.Finding.Severity == Core.Documents.Severity.Error ? "error" : "warning",
        finding.Finding.Position.Line, finding.Finding.Position.Column, finding.Finding.Message);
}

/// <param name="Line">Where the case stands.</param>
/// <param name="Mismatches">Expectations that are not met; empty when it passes.</param>
public sealed record CaseBody(string Name, int Line, IReadOnlyList<MismatchBody> Mismatches)
{
    public static CaseBody Of(CaseResult result) => new(
        result.Name, result.Position.Line, [.. result.Mismatches.Select(m => new MismatchBody(m.What, m.Expected, m.Actual))]);
}

public sealed record MismatchBody(string What, string Expected, string Actual);
