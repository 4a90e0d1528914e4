using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

/// <summary>Runs the examples of docs/signals/missing: a model, facts, as_of, and what is expected of score, coverage and signals.</summary>
public sealed class MissingPagesTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/signals/missing"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void The_example_of_a_page_gives_the_score_it_says(string page)
    {
        var text = Repository.Read($"docs/signals/missing/{page}.md").ReplaceLineEndings("\n").Split("```yaml\n")[1];
        var example = Doc.MappingOf(text[..text.IndexOf("```", StringComparison.Ordinal)]);
        var report = Report(example);
        var expect = (DocumentNode.Mapping)example["expect"]!;
        Assert.Equal(Number(expect["score"]!), report.Primary.Value!.Value, 9);
        Assert.Equal(Number(expect["coverage"]!), report.Primary.Coverage, 9);
        foreach (var (signal, share) in Named(expect["shares"]))
        {
            Assert.Equal(Number(share), report.Primary.Lines.Single(l => l.Signal.Definition.Name == signal).Share, 9);
        }

        foreach (var (signal, points) in Named(expect["points"]))
        {
            Assert.Equal(Number(points), report.Signal(signal).Points!.Value, 9);
        }

        foreach (var (signal, words) in Named(expect["reads"]))
        {
            Assert.Equal(Text(words), Driver.Describe(report.Signal(signal)));
        }
    }

    private static ScoreReport Report(DocumentNode.Mapping example)
    {
        var scene = Scene.Utc;
        foreach (var kind in FactKinds.All.Where(k => example[k.Name] is not null))
        {
            scene.With(DocumentReader.Items(example[kind.Name]!).Select(fact => FactText.Of(kind, (DocumentNode.Mapping)fact)));
        }

        var (model, findings) = ModelReader.Read(example["model"]!, "example");
        Assert.True(model is not null, string.Join('\n', findings));
        var (history, point) = (scene.History(), Scene.Point(Text(example["as_of"]!)));
        return Evaluator.Evaluate(model, history, point, ScoreTimeline.MemoryBefore(model, history, point))!;
    }

    private static IEnumerable<(string Name, DocumentNode Value)> Named(DocumentNode? node) =>
        node is DocumentNode.Mapping mapping ? mapping.Entries.Select(e => (e.Key, e.Value)) : [];

    private static double Number(DocumentNode node) => double.Parse(Text(node), CultureInfo.InvariantCulture);

    private static string Text(DocumentNode node) => ((DocumentNode.Scalar)node).Text;
}
