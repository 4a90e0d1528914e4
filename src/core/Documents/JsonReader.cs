using System.Text;
using System.Text.Json;

namespace Mainstay.Core.Documents;

/// <summary>
/// Reads JSON into nodes, so that a model can come from anywhere without a YAML reader: what a model file says in YAML, the same
/// structure says in JSON.
/// </summary>
public static class JsonReader
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>The document, or null with what is wrong with the text.</returns>
    public static (DocumentNode? Root, IReadOnlyList<Finding> Findings) Read(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(text, Lenient);
        var findings = new List<Finding>();
        try
        {
            reader.Read();
            var root = Node(ref reader, text, findings);
            reader.Read();
            return findings.Count == 0 ? (root, findings) : (null, findings);
        }
        catch (JsonException e)
        {
            var position = new Position((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            return (null, [.. findings, new Finding(Severity.Error, position, "This is no JSON: " + e.Message.Split(" LineNumber:")[0])]);
        }
    }

    private static DocumentNode Node(ref Utf8JsonReader reader, byte[] text, List<Finding> findings)
    {
        var position = PositionOf(text, reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Mapping(ref reader, text, position, findings),
            JsonTokenType.StartArray => Sequence(ref reader, text, position, findings),
            JsonTokenType.String => new DocumentNode.Scalar(reader.GetString()!, position, IsPlain: false),
            _ => new DocumentNode.Scalar(Encoding.UTF8.GetString(reader.ValueSpan), position),
        };
    }

    private static DocumentNode.Mapping Mapping(ref Utf8JsonReader reader, byte[] text, Position position, List<Finding> findings)
    {
        var entries = new List<DocumentNode.Entry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, at) = (reader.GetString()!, PositionOf(text, reader.TokenStartIndex));
            reader.Read();
            var value = Node(ref reader, text, findings);
            if (entries.Exists(e => e.Key == key))
            {
                findings.Add(new Finding(Severity.Error, at, $"The key '{key}' stands here a second time."));
            }
            else
            {
                entries.Add(new DocumentNode.Entry(key, at, value));
            }
        }

        return new DocumentNode.Mapping(entries, position);
    }

    private static DocumentNode.Sequence Sequence(ref Utf8JsonReader reader, byte[] text, Position position, List<Finding> findings)
    {
        var items = new List<DocumentNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Node(ref reader, text, findings));
        }

        return new DocumentNode.Sequence(items, position);
    }

    private static Position PositionOf(byte[] text, long index)
    {
        var before = text.AsSpan(0, (int)index);
        var line = before.Count((byte)'\n');
        return new Position(line + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }
}
