using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Tests.Documents;

public sealed class JsonReaderTests
{
    [Fact]
    public void Nodes_keep_what_was_quoted_where_it_stands_and_the_order_of_keys()
    {
        var root = Assert.IsType<DocumentNode.Mapping>(JsonReader.Read("""
            {
              "b": [1.50, "1.50", true],
              "a": { "ü": null }
            }
            """).Root);
        Assert.Equal(["b", "a"], root.Entries.Select(e => e.Key));
        var items = Assert.IsType<DocumentNode.Sequence>(root["b"]).Items.Cast<DocumentNode.Scalar>().ToArray();
        Assert.Equal([("1.50", true), ("1.50", false), ("true", true)], items.Select(i => (i.Text, i.IsPlain)));
        Assert.Equal(new Position(2, 15), items[1].Position);
        Assert.Equal(new Position(3, 8), root["a"]!.Position);
    }

    [Theory]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "1:11: The key 'a' stands here a second time.")]
    [InlineData("{ \"a\": }", "1:8: This is no JSON")]
    [InlineData("", "1:1: This is no JSON")]
    [InlineData("{} {}", "1:4: This is no JSON")]
    public void What_is_wrong_is_told_with_its_place(string json, string told)
    {
        var (root, findings) = JsonReader.Read(json);
        Assert.Null(root);
        Assert.StartsWith(told, Assert.Single(findings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_has_an_end() => Assert.Single(JsonReader.Read(new string('[', 100_000)).Findings);

    [Fact]
    public void Whatever_the_text_is_there_is_a_document_or_a_finding() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text => JsonReader.Read(text ?? "") is { Root: not null, Findings.Count: 0 } or { Root: null, Findings.Count: > 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_model_in_json_is_the_model_that_its_yaml_would_be()
    {
        var (model, findings) = ModelReader.Read(JsonReader.Read("""
            { "model": "m", "tiers": { "green": 70, "red": 0 },
              "signals": { "logins": { "measure": { "count": "usage", "window": "30d" }, "curve": [[0, 0], [10, 100]] } },
              "scores": { "health": { "usage": { "weight": 1, "signals": ["logins"] } } } }
            """).Root!, "1");
        Assert.Empty(findings);
        Assert.Equal(("m", "logins"), (model!.Name, Assert.Single(model.Signals).Name));
    }
}
