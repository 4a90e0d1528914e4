using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Testing;

namespace Mainstay.Runtime.Models;

/// <summary>A finding in one of the texts that were sent.</summary>
/// <param name="In">model, playbooks or cases.</param>
public sealed record TextFinding(string In, Finding Finding);

/// <summary>What a sent model is: compiled, tried by its cases, or all that is wrong with it.</summary>
/// <param name="Model">Null when it does not compile.</param>
/// <param name="Cases">Empty where none were sent, or they could not be run.</param>
public sealed record CheckedModel(HealthModel? Model, ImmutableArray<TextFinding> Findings, ImmutableArray<CaseResult> Cases)
{
    /// <summary>Whether accounts may be scored by it for keeps: nothing is wrong, and no case fails.</summary>
    public bool Passes => Model is not null && Findings.All(f => f.Finding.Severity != Severity.Error) && Cases.All(c => c.Mismatches.IsEmpty);
}

/// <summary>Checks models that come as texts, by the same rules as files.</summary>
public static class SentModel
{
    /// <param name="playbooks">Null for none.</param>
    /// <param name="cases">Null for none.</param>
    public static async Task<CheckedModel> CheckAsync(string model, string? playbooks, string? cases, CancellationToken cancellationToken)
    {
        var compiled = ModelFile.CompileModel(model);
        var findings = compiled.Findings.Select(f => new TextFinding("model", f)).ToList();
        if (compiled.Value is not { } value)
        {
            return new CheckedModel(null, [.. findings], []);
        }

        if (playbooks is not null)
        {
            findings.AddRange(ModelFile.CompilePlaybooks(playbooks, value).Findings.Select(f => new TextFinding("playbooks", f)));
        }

        if (cases is null || findings.Exists(f => f.Finding.Severity == Severity.Error))
        {
            return new CheckedModel(value, [.. findings], []);
        }

        var result = await ModelTests.RunTextAsync(cases, model, playbooks, cancellationToken);
        return new CheckedModel(value, [.. findings, .. result.Findings.Select(f => new TextFinding("cases", f.Finding))], result.Cases);
    }
}
