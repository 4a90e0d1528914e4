using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Models;

namespace Mainstay.Runtime.Live;

/// <summary>What a workspace is scored by, compiled.</summary>
internal sealed record ScoringRules(HealthModel Model, ImmutablePlaybooks Playbooks);

/// <summary>Compiles what a workspace is scored by once per version.</summary>
internal sealed class ActiveScoring(Database database, string workspace)
{
    private ActiveVersion? _version;
    private ScoringRules? _rules;

    /// <exception cref="InvalidOperationException">What is active no longer compiles.</exception>
    public async Task<ScoringRules> OfAsync(ActiveVersion active, CancellationToken cancellationToken)
    {
        if (active != _version || _rules is null)
        {
            var stored = await database.Models.ByIdAsync(workspace, active.Model, active.Version, cancellationToken);
            (_version, _rules) = (active, Compile(stored!, active.PlaybookYaml));
        }

        return _rules;
    }

    private static ScoringRules Compile(StoredModel stored, string playbookYaml)
    {
        var model = ModelFile.CompileModel(stored.Yaml);
        if (model.Value is not { } health)
        {
            throw new InvalidOperationException($"The active model {stored.Name} {stored.Version} does not compile: {string.Join(" ", model.Findings)}");
        }

        if (playbookYaml.Length == 0)
        {
            return new ScoringRules(health, ImmutablePlaybooks.None);
        }

        var playbooks = ModelFile.CompilePlaybooks(playbookYaml, health);
        return new ScoringRules(health, playbooks.Value ?? throw new InvalidOperationException($"The active playbooks do not compile: {string.Join(" ", playbooks.Findings)}"));
    }
}
