using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

/// <summary>Runs the examples of docs/signals: a measure, as_of, facts under the names of their kinds, and what it reads.</summary>
public sealed class SignalPagesTests
{
    public static TheoryData<string> Keywords => [.. MeasureCatalogue.All.Select(s => s.Keyword)];

    [Theory, MemberData(nameof(Keywords))]
    public void The_examples_of_a_page_read_what_it_says(string keyword)
    {
        var page = Repository.Read($"docs/signals/{keyword}.md").ReplaceLineEndings("\n");
        var examples = page.Split("```yaml\n").Skip(1).Select(block => Doc.MappingOf(block[..block.IndexOf("```", StringComparison.Ordinal)])).ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            Assert.NotNull(((DocumentNode.Mapping)example["measure"]!)[keyword]);
            var scene = Scene.Utc;
            foreach (var kind in FactKinds.All.Where(k => example[k.Name] is not null))
            {
                scene.With(DocumentReader.Items(example[kind.Name]!).Select(fact => FactText.Of(kind, (DocumentNode.Mapping)fact)));
            }

            var asOf = ((DocumentNode.Scalar)example["as_of"]!).Text;
            Assert.Equal(Expected(example["reads"]!), Printed(SignalReader.Read(Scene.MeasureOf(example["measure"]!), scene.History(), Scene.Point(asOf))));
        }
    }

    private static string Expected(DocumentNode node) => node is DocumentNode.Mapping mapping
        ? "missing " + ((DocumentNode.Scalar)mapping["missing"]!).Text
        : ((DocumentNode.Scalar)node).Text;

    private static string Printed(Reading reading) => reading switch
    {
        Reading.Observed observed => observed.Value.ToString(CultureInfo.InvariantCulture),
        Reading.Missing missing => "missing " + missing.Reason.ToString().ToLowerInvariant(),
        _ => throw new InvalidOperationException(),
    };
}
