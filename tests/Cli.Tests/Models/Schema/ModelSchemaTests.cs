using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mainstay.Core.Documents;
using Mainstay.Sources.Documents;

namespace Mainstay.Cli.Tests.Models.Schema;

public sealed partial class ModelSchemaTests
{
    private const string Committed = "schemas/model.schema.json";

    public static TheoryData<string> Models =>
        [.. Directory.GetFiles(Places.In("models"), "*.yaml").Where(f => !f.EndsWith(".test.yaml", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_committed_schema_is_what_the_program_prints()
    {
        var printed = (await Cli.RunAsync("model", "schema")).AssertOk().Output;
        Assert.True(printed == await File.ReadAllTextAsync(Places.In(Committed), TestContext.Current.CancellationToken), $"Stale: mainstay model schema > {Committed}");
    }

    [Theory, MemberData(nameof(Models))]
    public async Task A_shipped_model_fits_the_schema(string file) =>
        Assert.Empty(await CheckAsync(await File.ReadAllTextAsync(Places.In($"models/{file}"), TestContext.Current.CancellationToken)));

    [Fact]
    public async Task The_example_of_every_signal_page_fits_the_schema()
    {
        var pages = Directory.GetFiles(Places.In("docs/signals"), "*.md");
        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            foreach (Match example in Example().Matches(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)))
            {
                var findings = await CheckAsync($"model: m\nsignals:\n  s:\n    {example.Value}\nscores: {{ health: {{ all: {{ signals: [ s ] }} }} }}");
                Assert.True(findings.Count == 0, $"{page}: {example.Value}: {string.Join("; ", findings)}");
            }
        }
    }

    [Theory]
    [InlineData("measure: { distnct: user, in: usage }")]
    [InlineData("measure: { count: usage, sum: amount }")]
    [InlineData("measure: { count: usage, window: 30 days }")]
    [InlineData("measure: { count: usage, where: { priority: high } }")]
    [InlineData("measure: { count: tickets, while: held }")]
    [InlineData("measure: { sum: plan, in: subscriptions }")]
    [InlineData("measure: { count: tickets, where: { csat: low } }")]
    [InlineData("measure: { ratio: [ { count: usage } ] }")]
    [InlineData("{ measure: { count: usage }, weight: 3 }")]
    [InlineData("{ measure: { count: usage }, missing: wurst }")]
    public async Task What_an_author_mistypes_does_not_fit(string signal)
    {
        var body = signal.StartsWith('{') ? signal : $"{{ {signal} }}";
        Assert.NotEmpty(await CheckAsync($"model: m\nsignals: {{ s: {body} }}\nscores: {{ health: {{ all: {{ signals: [ s ] }} }} }}"));
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(string yaml)
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Places.In(Committed), TestContext.Current.CancellationToken))!.AsObject();
        var document = YamlReader.Read(yaml);
        Assert.Empty(document.Findings);
        return new SchemaCheck(schema).Check(Json(document.Root!));
    }

    // As an editor reads YAML: what is not quoted and looks like a number or a flag is one.
    private static JsonNode Json(DocumentNode node) => node switch
    {
        DocumentNode.Mapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)Json(e.Value)))),
        DocumentNode.Sequence sequence => new JsonArray([.. sequence.Items.Select(Json)]),
        DocumentNode.Scalar { IsPlain: true, Text: "true" or "false" } flag => JsonValue.Create(flag.Text == "true"),
        DocumentNode.Scalar { IsPlain: true } plain when double.TryParse(plain.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        DocumentNode.Scalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    [GeneratedRegex(@"^measure: .*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();
}
