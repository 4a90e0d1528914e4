using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals;

namespace Mainstay.Cli.Models.Schema;

/// <summary>The schema of a measure and of what narrows it, out of the catalogue of measures and the kinds of facts.</summary>
internal static class MeasureSchema
{
    /// <summary>What stands beside the keyword of a measure. The reader of each measure says which of them it takes.</summary>
    private static readonly (string Key, string Meaning, JsonObject Schema)[] Others =
    [
        ("window", "Only the n days before the day of the score: 30d, 4w", SchemaNode.Ref("days")),
        ("on", "The moment that the window looks at", SchemaNode.Words(FactKinds.All.SelectMany(k => k.Fields).Where(f => f.Type == FieldType.Moment).Select(f => f.Name))),
        ("while", "Only objects in this state on the day of the score", SchemaNode.Words(FactKinds.All.SelectMany(k => k.States).Select(s => s.Name))),
        ("in", "The kind of facts", SchemaNode.Words(FactKinds.All.Select(k => k.Name))),
        ("expires", "Days until an assessment that names no end says nothing any more, or rules of { where, after }", SchemaNode.AnyOf(
            SchemaNode.Ref("days"),
            new JsonObject
            {
                ["type"] = "array",
                ["items"] = SchemaNode.Object(["after"], ("where", "Which assessments", SchemaNode.Ref("where_assessments")), ("after", "Days after it was given", SchemaNode.Ref("days"))),
                ["minItems"] = 1,
            })),
        ("unit", "The unit of a duration", SchemaNode.Of("string")),
        ("over", "How far back a change looks", SchemaNode.Ref("days")),
        ("weights", "What a fact counts, by the words of a field", SchemaNode.Of("object")),
        ("values", "What a word is worth", SchemaNode.Of("object")),
        ("else", "What holds for every other word", SchemaNode.Of("number")),
        ("order", "Words from first to last", SchemaNode.Of("array")),
        ("direction", "Which way a change must go", SchemaNode.Of("string")),
        ("windows", "How many windows before are looked at", SchemaNode.Of("integer")),
        ("floor", "The least spread that counts", SchemaNode.Of("number")),
        ("since", "What a beginning is, by kind of facts", SchemaNode.Any()),
        ("every", "The step of a series", SchemaNode.Any()),
    ];

    public static JsonObject Measure()
    {
        var properties = new JsonObject();
        foreach (var syntax in MeasureCatalogue.All)
        {
            properties[syntax.Keyword] = Value(syntax.Keyword);
        }

        properties["where"] = SchemaNode.Of("object").With("description", "Conditions on fields; all must hold");
        foreach (var (key, meaning, schema) in Others.Where(o => !properties.ContainsKey(o.Key)))
        {
            properties[key] = schema.DeepClone().AsObject().With("description", meaning);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["oneOf"] = new JsonArray([.. MeasureCatalogue.All.Select(s => new JsonObject { ["required"] = SchemaNode.Array([s.Keyword]) })]),
            ["allOf"] = new JsonArray([.. FactKinds.All.Select(OfKind)]),
        };
    }

    public static JsonObject Where(FactKind kind) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(kind.Fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Condition(f).With("description", f.Meaning)))),
        ["additionalProperties"] = false,
    };

    private static JsonObject Value(string keyword)
    {
        var forms = new List<JsonNode?>();
        if (FactKinds.All.Where(k => MeasureProbe.TakesKind(keyword, k)).Select(k => k.Name).ToArray() is { Length: > 0 } kinds)
        {
            forms.Add(SchemaNode.Words(kinds));
        }

        if (FactKinds.All.SelectMany(k => k.Fields.Where(f => MeasureProbe.TakesField(keyword, k, f))).Select(f => f.Name).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } fields
            && forms.Count == 0)
        {
            forms.Add(SchemaNode.Words(fields));
        }

        if (MeasureProbe.TakesMeasure(keyword))
        {
            forms.Add(SchemaNode.Ref("measure"));
        }
        else if (MeasureProbe.TakesMeasures(keyword))
        {
            forms.Add(new JsonObject { ["type"] = "array", ["items"] = SchemaNode.Ref("measure"), ["minItems"] = 2, ["maxItems"] = 2 });
        }

        var description = $"See docs/signals/{keyword}.md";
        return forms switch
        {
            [] => SchemaNode.Any().With("description", description),
            [JsonObject only] => only.With("description", description),
            _ => new JsonObject { ["anyOf"] = new JsonArray([.. forms]), ["description"] = description },
        };
    }

    // Wherever a measure names a kind, its conditions are those of the kind's fields.
    private static JsonObject OfKind(FactKind kind)
    {
        var names = MeasureCatalogue.All.Select(s => s.Keyword).Where(k => MeasureProbe.TakesKind(k, kind)).Append("in");
        return new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["anyOf"] = new JsonArray([.. names.Select(name => new JsonObject
                {
                    ["properties"] = new JsonObject { [name] = new JsonObject { ["const"] = kind.Name } },
                    ["required"] = SchemaNode.Array([name]),
                })]),
            },
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["where"] = SchemaNode.Ref($"where_{kind}"),
                    ["while"] = SchemaNode.Words(kind.States.Select(s => s.Name)),
                    ["on"] = SchemaNode.Words(kind.Fields.Where(f => f.Type == FieldType.Moment).Select(f => f.Name)),
                },
            },
        };
    }

    private static JsonObject Condition(FactField field) => field.Type switch
    {
        FieldType.Text => SchemaNode.Ref("words"),
        FieldType.Number or FieldType.Money or FieldType.Duration => SchemaNode.Ref("comparison"),
        FieldType.Flag => SchemaNode.Ref("flag"),
        FieldType.Moment or FieldType.Planned => SchemaNode.Words(["present", "absent"]),
    };
}
