using System.Text.Json.Nodes;
using Mainstay.Core.Facts;

namespace Mainstay.Cli.Models.Schema;

/// <summary>
/// The JSON Schema of model files, for editors: completes words while an author types. What it lets pass may still be
/// wrong; <c>mainstay model check</c> alone decides.
/// </summary>
internal static class ModelSchema
{
    private const string Percent = "0 to 100";

    public static JsonObject Create() => SchemaNode.Object(
        ["model", "signals", "scores"],
        ("model", "The model's name", SchemaNode.Of("string")),
        ("about", "What it is for", SchemaNode.Of("string")),
        ("eligible", "Who is scored: kinds of facts with a state that holds, or with conditions", Eligible()),
        ("tiers", "Lowest score that belongs to each tier, best first; the last from 0", SchemaNode.MapOf(SchemaNode.Number(0, 100))),
        ("tier_changes", "What keeps a tier from flickering", SchemaNode.Object(
            [],
            ("hysteresis", "Points above its bound at which a better tier is entered", SchemaNode.Number(0, 50)),
            ("confirm", "Daily readings in a row until a new tier is taken", SchemaNode.Number(1, 30)))),
        ("trend", "When a score counts as moving", SchemaNode.Object(
            [],
            ("window", "Days looked at, at least 7d", SchemaNode.Ref("days")),
            ("stable", "Points over the window that still count as stable", SchemaNode.Number(0, 100)))),
        ("minimum_coverage", "Share of weight, 0 to 1, that must be observed for a tier", SchemaNode.Number(0, 1)),
        ("signals", "What is measured, by name", SchemaNode.MapOf(SchemaNode.Ref("signal")).With("propertyNames", new JsonObject { ["pattern"] = "^[a-z][a-z0-9_]{0,63}$" })),
        ("scores", "Scores with their dimensions; the first is the primary one", SchemaNode.MapOf(SchemaNode.MapOf(SchemaNode.Ref("dimension")))),
        ("exceptions", "Rules above the weights, in the order in which they apply", new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Ref("exception") }),
        ("rollups", "Scores of parents out of the accounts below them, by name", SchemaNode.MapOf(SchemaNode.Ref("rollup"))),
        ("overrides", "What people may override; every score for 30 days where it is left out", SchemaNode.AnyOf(
            SchemaNode.Words(["not allowed"]),
            SchemaNode.Object(
                [],
                ("expires", "Days until an override ends that names no end", SchemaNode.Ref("days")),
                ("scores", "The scores that people may override", new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Of("string"), ["minItems"] = 1 })))))
        .With("$schema", "https://json-schema.org/draft/2020-12/schema")
        .With("title", "Mainstay health model")
        .With("$defs", Definitions());

    private static JsonObject Definitions() => new JsonObject
    {
        ["days"] = SchemaNode.Pattern("^[0-9]{1,5}[dw]$"),
        ["comparison"] = SchemaNode.AnyOf(
            SchemaNode.Of("number"), SchemaNode.Pattern("^ *(<|<=|>|>=|=|!=)? *-?[0-9.]+([eE][+-]?[0-9]+)? *$"), SchemaNode.Words(["present", "absent"])),
        ["flag"] = SchemaNode.AnyOf(SchemaNode.Of("boolean"), SchemaNode.Words(["present", "absent"])),
        ["words"] = SchemaNode.AnyOf(SchemaNode.Ref("scalar"), ScalarList(), SchemaNode.Object(["not"], ("not", "None of these words", SchemaNode.AnyOf(SchemaNode.Ref("scalar"), ScalarList())))),
        // A word may look like a number or a flag: plan: 2.
        ["scalar"] = new JsonObject { ["type"] = SchemaNode.Array(["string", "number", "boolean"]) },
        ["knot"] = new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Of("number"), ["minItems"] = 2, ["maxItems"] = 2 },
        ["signal"] = SchemaNode.Object(
            ["measure"],
            ("label", "What people call it", SchemaNode.Of("string")),
            ("measure", "How its value follows from facts", SchemaNode.Ref("measure")),
            ("curve", $"Value to points, {Percent}: a list of [value, points], or another form by its name", SchemaNode.AnyOf(
                new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Ref("knot"), ["minItems"] = 2 },
                new JsonObject { ["type"] = "object", ["minProperties"] = 1 })),
            ("missing", "What happens when there is no value: one policy, or one for each reason", SchemaNode.AnyOf(
                SchemaNode.Ref("missing"),
                SchemaNode.Object(
                    [],
                    ("absent", "Never seen", SchemaNode.Ref("missing")),
                    ("stale", "Seen once, too long ago", SchemaNode.Ref("missing")),
                    ("not_applicable", "Has no meaning here", SchemaNode.Ref("missing")))))),
        ["missing"] = SchemaNode.AnyOf(
            SchemaNode.Ref("missing_now"),
            SchemaNode.Object(
                ["carry"],
                ("carry", "For how many days the points of the last reading go on, the last one included", SchemaNode.Ref("days")),
                ("half_life", "After how many days half of the distance to 50 is gone", SchemaNode.Ref("days")),
                ("then", "What follows; redistribute where it is left out", SchemaNode.Ref("missing_now")))),
        ["missing_now"] = SchemaNode.AnyOf(
            SchemaNode.Words(["redistribute", "redistribute_all", "worst", "neutral", "exclude"]),
            SchemaNode.Object(["fixed"], ("fixed", $"Points, {Percent}", SchemaNode.Number(0, 100)))),
        ["dimension"] = SchemaNode.Object(
            [],
            ("weight", "Only its share of all weights counts; 1 where it is left out", SchemaNode.Number(0, 1e9)),
            ("combine", "How its parts make one number", SchemaNode.Words(["mean", "min", "max"])),
            ("signals", "A list of equal weights, or names with weights", SchemaNode.AnyOf(
                SchemaNode.MapOf(SchemaNode.Number(0, 1e9)), new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Of("string") })),
            ("dimensions", "What it is made of instead of signals", SchemaNode.MapOf(SchemaNode.Ref("dimension"))))
            .With("oneOf", new JsonArray(Required("signals"), Required("dimensions"))),
        ["exception"] = SchemaNode.Object(
            ["when", "because"],
            ("score", "The score it changes; the primary one where it is left out", SchemaNode.Of("string")),
            ("when", "Signals, dimensions or score, with comparisons; all must hold", SchemaNode.MapOf(SchemaNode.AnyOf(SchemaNode.Ref("comparison"), SchemaNode.Words(["missing", "observed"])))),
            ("for", "How long they must have held", SchemaNode.Ref("days")),
            ("because", "The reason, for people", SchemaNode.Of("string")),
            ("cap", "The score is at most this", SchemaNode.Number(0, 100)),
            ("floor", "The score is at least this", SchemaNode.Number(0, 100)),
            ("add", "Points added", SchemaNode.Number(-100, 100)),
            ("amplify", "What lacks to 100 counts this many times", SchemaNode.Number(1, 10)),
            ("tier", "The tier is this", SchemaNode.Of("string"))),
        ["rollup"] = SchemaNode.Object(
            [],
            ("of", "The score of the accounts below; the primary one where it is left out", SchemaNode.Of("string")),
            ("combine", "How their scores make one; mean where it is left out", SchemaNode.Words(["mean", "worst", "share"])),
            ("weigh", "What an account weighs; equal where it is left out", SchemaNode.Words(["equal", "arr", "seats"])),
            ("include_parent", "Whether the parent's own score takes part", SchemaNode.Of("boolean")),
            ("in", "For a share: the tiers that are counted", SchemaNode.AnyOf(SchemaNode.Of("string"), new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Of("string"), ["minItems"] = 1 })),
            ("curve", "For a share: share 0 to 1 to points", SchemaNode.AnyOf(
                new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Ref("knot"), ["minItems"] = 2 },
                new JsonObject { ["type"] = "object", ["minProperties"] = 1 })),
            ("tiers", "Its own tiers; the model's where they are left out", SchemaNode.MapOf(SchemaNode.Number(0, 100))),
            ("minimum_coverage", "Share of weight, 0 to 1, whose score must be known for a tier", SchemaNode.Number(0, 1))),
        ["measure"] = MeasureSchema.Measure(),
    }.WithAll(FactKinds.All.Select(kind => ($"where_{kind}", MeasureSchema.Where(kind))));

    private static JsonObject Eligible() => SchemaNode.AnyOf(
        SchemaNode.Words(["everyone"]),
        SchemaNode.Object([], [.. FactKinds.All.Select(kind => (
            kind.Name,
            kind.Meaning,
            kind.States.IsEmpty ? SchemaNode.Ref($"where_{kind}") : SchemaNode.AnyOf(SchemaNode.Words(kind.States.Select(s => s.Name)), SchemaNode.Ref($"where_{kind}"))))]));

    private static JsonObject Required(string key) => new() { ["required"] = SchemaNode.Array([key]) };

    private static JsonObject ScalarList() => new() { ["type"] = "array", ["items"] = SchemaNode.Ref("scalar"), ["minItems"] = 1 };

    private static JsonObject WithAll(this JsonObject schema, IEnumerable<(string Key, JsonObject Schema)> more)
    {
        foreach (var (key, value) in more)
        {
            schema[key] = value;
        }

        return schema;
    }
}
