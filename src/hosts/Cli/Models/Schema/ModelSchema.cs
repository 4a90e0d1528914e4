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
        ("calibrated", "The day up to which outcomes were known that its curves and weights were learned from", SchemaNode.Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
        ("currency", "What all money is converted to; amounts are read as they stand where it is left out", SchemaNode.AnyOf(
            SchemaNode.Pattern("^[A-Z]{3}$"),
            SchemaNode.Object(
                ["code"],
                ("code", "Three capital letters, such as EUR", SchemaNode.Pattern("^[A-Z]{3}$")),
                ("rate_age", "Days before a fact that its rate may lie; 31d where it is left out", SchemaNode.Ref("days"))))),
        ("eligible", "Who is scored: kinds of facts with a state that holds, or with conditions", Eligible()),
        ("tiers", "Lowest score that belongs to each tier, best first; the last from 0", SchemaNode.Ref("tiers")),
        ("tier_changes", "What keeps a tier from flickering", SchemaNode.Ref("tier_changes")),
        ("trend", "When a score counts as moving", SchemaNode.Ref("trend")),
        ("minimum_coverage", "Share of weight, 0 to 1, that must be observed for a tier", SchemaNode.Number(0, 1)),
        ("signals", "What is measured, by name", SchemaNode.MapOf(SchemaNode.Ref("signal")).With("propertyNames", new JsonObject { ["pattern"] = "^[a-z][a-z0-9_]{0,63}$" })),
        ("scores", "Scores with their dimensions; the first is the primary one", SchemaNode.MapOf(Score())),
        ("exceptions", "Rules above the weights, in the order in which they apply", new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Ref("exception") }),
        ("segments", "Accounts that are scored in a way of their own; an account is in the first that fits", new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Ref("segment") }),
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
            ("curve", $"Value to points, {Percent}: a list of [value, points], or another form by its name", SchemaNode.Ref("curve")),
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
        ["tiers"] = SchemaNode.MapOf(SchemaNode.AnyOf(
            SchemaNode.Number(0, 100),
            SchemaNode.Object(
                ["from"],
                ("from", "Lowest score that belongs to it", SchemaNode.Number(0, 100)),
                ("severity", "What playbooks go by, 0 the best; one more than the tier before where it is left out", SchemaNode.Number(0, 100)),
                ("by_trend", "What people call it by the trend of the score", SchemaNode.Object(
                    [], [.. ((string[])["improving", "stable", "declining", "unknown"]).Select(trend => (trend, $"Its name while the trend is {trend}", SchemaNode.Of("string")))]))))),
        ["tier_changes"] = SchemaNode.Object(
            [],
            ("hysteresis", "Points above its bound at which a better tier is entered", SchemaNode.Number(0, 50)),
            ("confirm", "Daily readings in a row until a new tier is taken", SchemaNode.Number(1, 30))),
        ["trend"] = SchemaNode.Object(
            [],
            ("window", "Days looked at, at least 7d", SchemaNode.Ref("days")),
            ("stable", "Points over the window that still count as stable", SchemaNode.Number(0, 100))),
        ["segment"] = SchemaNode.Object(
            ["name"],
            [
                ("name", "What the segment is called", SchemaNode.Of("string")),
                ("where", "Who is in it by facts, written as eligible is", Eligible()),
                ("when", "Who is in it by signals; all must hold", SchemaNode.MapOf(SchemaNode.AnyOf(SchemaNode.Ref("comparison"), SchemaNode.Words(["missing", "observed"])))),
                ("curves", "Curves of signals that are others here", SchemaNode.MapOf(SchemaNode.Ref("curve"))),
                .. OfSegment(),
                ("scores", "The same for scores other than the primary one", SchemaNode.MapOf(SchemaNode.Object([], OfSegment()))),
            ]),
        ["weights"] = SchemaNode.Object(
            [],
            ("weight", "Of the dimension", SchemaNode.Number(0, 1e9)),
            ("signals", "Names with weights", SchemaNode.MapOf(SchemaNode.Number(0, 1e9))),
            ("dimensions", "Of what it is made of", SchemaNode.MapOf(SchemaNode.AnyOf(SchemaNode.Number(0, 1e9), SchemaNode.Ref("weights"))))),
        ["curve"] = SchemaNode.AnyOf(
            new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Ref("knot"), ["minItems"] = 2 },
            new JsonObject { ["type"] = "object", ["minProperties"] = 1 }),
        ["exception"] = SchemaNode.Object(
            ["when", "because"],
            ("score", "The score it changes; the primary one where it is left out", SchemaNode.Of("string")),
            ("when", "Signals, dimensions, score or segment; all must hold", SchemaNode.MapOf(SchemaNode.AnyOf(SchemaNode.Ref("comparison"), SchemaNode.Ref("words")))),
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

    private static JsonObject Score() => SchemaNode.AnyOf(
        SchemaNode.Object(
            ["dimensions"],
            ("dimensions", "Its dimensions, where it has settings of its own beside them", SchemaNode.MapOf(SchemaNode.Ref("dimension"))),
            ("tiers", "As the model's, for this score", SchemaNode.Ref("tiers")),
            ("tier_changes", "As the model's, for this score", SchemaNode.Ref("tier_changes")),
            ("trend", "As the model's, for this score", SchemaNode.Ref("trend")),
            ("minimum_coverage", "As the model's, for this score", SchemaNode.Number(0, 1))),
        SchemaNode.MapOf(SchemaNode.Ref("dimension")));

    private static (string Key, string Meaning, JsonObject Schema)[] OfSegment() =>
    [
        ("weights", "Weights of dimensions, and of their signals, that are others here", SchemaNode.MapOf(SchemaNode.AnyOf(
            SchemaNode.Number(0, 1e9),
            SchemaNode.Ref("weights")))),
        ("tiers", "All tiers of the score here", SchemaNode.Ref("tiers")),
        ("minimum_coverage", "Share of weight, 0 to 1, that must be observed here", SchemaNode.Number(0, 1)),
    ];

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
