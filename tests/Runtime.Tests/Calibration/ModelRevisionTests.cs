using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Proposals;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Models;
using Mainstay.Sources.Documents;

namespace Mainstay.Runtime.Tests.Calibration;

public sealed class ModelRevisionTests
{
    public static TheoryData<string> Models =>
        [.. Directory.GetFiles(Folder(), "*.yaml").Where(f => !f.EndsWith(".test.yaml", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Models))]
    public async Task A_shipped_model_with_learned_curves_is_a_model_of_the_same_measures_and_dimensions(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder(), file), TestContext.Current.CancellationToken);
        var model = ModelFile.CompileModel(text).Value!;
        var table = Table(model, rows: 800);
        var learned = Learner.Learn(table, LearningMethod.Additive, new LearningOptions { MostPairs = 1 });
        var revised = ModelRevision.Of((DocumentNode.Mapping)YamlReader.Read(text).Root!, model, learned, "Learned \"here\".", new DateOnly(2026, 9, 30), ProposedTiers.Of(learned, table.BaseRate));
        var compiled = ModelFile.CompileModel(revised);
        Assert.True(compiled.Value is not null, string.Join('\n', compiled.Findings));
        Assert.Equal((model.Name, new DateOnly(2026, 9, 30)), (compiled.Value.Name, compiled.Value.CalibratedOn));
        Assert.Superset(model.Signals.Select(s => s.Measure.ToString()).ToHashSet(), compiled.Value.Signals.Select(s => s.Measure.ToString()).ToHashSet());
        Assert.Equal(learned.Signals.Length, compiled.Value.Primary.Dimensions.Sum(d => d.Signals.Length));
        Assert.Empty(compiled.Value.Primary.Dimensions.Select(d => d.Name).Except([.. model.Primary.Dimensions.Select(d => d.Name), "learned"]));
        Assert.Equal(model.Scores.Skip(1).Select(s => s.Name), compiled.Value.Scores.Skip(1).Select(s => s.Name));
        Assert.Empty(compiled.Value.Segments);
    }

    private static Observations Table(HealthModel model, int rows)
    {
        var random = new SplitMix64(3);
        double[][] values = [.. model.Signals.Select(_ => Enumerable.Range(0, rows).Select(_ => Math.Round(random.Between(0, 10), 1)).ToArray())];
        return new Observations(
            [.. Enumerable.Range(0, rows).Select(i => $"A-{i}")],
            [.. Enumerable.Range(0, rows).Select(i => random.Chance(1 / (1 + Math.Exp(1 - (0.3 * values.Sum(v => v[i] - 5))))))],
            [.. model.Signals.Select((signal, s) => new ObservedColumn.Numeric(signal.Name, [.. values[s]]))]);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Mainstay.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "models");
    }
}
