using System.Text.Json;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>Looks at the first lines of a file: whether they are JSON lines, and which properties they have.</summary>
internal static class JsonHead
{
    private const int LinesLookedAt = 20;
    private const int BytesLookedAt = 64 * 1024;

    public static bool IsEnough(ReadOnlySpan<byte> bytes) => bytes.Length >= BytesLookedAt;

    /// <summary>The paths of the properties of the first lines.</summary>
    /// <exception cref="UnreadableFileException">The file is something else.</exception>
    public static IReadOnlyList<string> Names(ReadOnlySpan<byte> bytes, bool isComplete)
    {
        var head = bytes[..Math.Min(bytes.Length, BytesLookedAt)];
        var first = head.TrimStart(" \t\r\n"u8);
        if (first.IsEmpty && isComplete)
        {
            throw new UnreadableFileException("The file is empty, which an export that failed would be too. Where there is nothing to export, leave the file out and declare the stream.");
        }

        if (first.StartsWith("["u8))
        {
            throw new UnreadableFileException("The file is one JSON array. Expected one object on each line, without brackets and commas: jq -c '.[]' FILE turns the one into the other.");
        }

        var names = new List<string>();
        var hasObject = false;
        for (var line = 0; line < LinesLookedAt && !first.IsEmpty; line++)
        {
            var end = first.IndexOf((byte)'\n');
            var text = end < 0 ? first : first[..end];
            first = end < 0 ? [] : first[(end + 1)..];
            if (line == 0 && text.TrimEnd(" \t\r"u8).SequenceEqual("{"u8))
            {
                throw new UnreadableFileException("The file is JSON over several lines. Expected one object on each line: jq -c . FILE turns the one into the other.");
            }

            hasObject |= text.TrimStart(" \t\r"u8).StartsWith("{"u8);
            Add(names, text);
        }

        return hasObject ? names
            : throw new UnreadableFileException($"The file does not hold JSON lines: it begins with '{Row.Show(head.TrimStart(" \t\r\n"u8)[..Math.Min(60, head.TrimStart(" \t\r\n"u8).Length)])}'. Expected one object such as {{\"id\": 1}} on each line.");
    }

    private static void Add(List<string> names, ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        var path = new Stack<string>();
        try
        {
            var name = "";
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = $"{(path.Count > 0 && path.Peek().Length > 0 ? $"{path.Peek()}." : "")}{reader.GetString()}";
                        break;
                    case JsonTokenType.StartObject:
                        path.Push(name);
                        break;
                    case JsonTokenType.EndObject:
                        path.Pop();
                        break;
                    case JsonTokenType.StartArray:
                        reader.TrySkip();
                        Note(names, name);
                        break;
                    case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                        Note(names, name);
                        break;
                    default:
                        break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The rows will say what is wrong with the line.
        }
    }

    private static void Note(List<string> names, string name)
    {
        if (name.Length > 0 && !names.Contains(name, StringComparer.Ordinal))
        {
            names.Add(name);
        }
    }
}
