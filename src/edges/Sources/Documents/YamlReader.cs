using Mainstay.Core.Documents;
using YamlDotNet.Core;

namespace Mainstay.Sources.Documents;

/// <summary>
/// Reads the plain part of YAML: mappings, lists and texts. Anchors, aliases, tags and several documents are refused,
/// and so is what is larger or deeper than any document written by hand.
/// </summary>
/// <remarks>
/// Only the event parser of YamlDotNet is used. Its deserializer (16.3.0) recurses without a limit, and a stack overflow
/// ends the process: 80 KB of <c>[</c> are enough.
/// </remarks>
public static class YamlReader
{
    /// <summary>In UTF-16 units; a file may have as many bytes.</summary>
    public const int MaxLength = 1 << 20;

    public const int MaxDepth = 32;

    public const int MaxEvents = 20_000;

    /// <summary>Of one text, in UTF-16 units: nobody says more in a name, a reason or an explanation.</summary>
    public const int MaxTextLength = 16_384;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<YamlResult> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        var (text, refused) = await TextFile.ReadAsync(path, cancellationToken);
        return text is null ? new YamlResult(null, [refused!]) : Read(text);
    }

    public static YamlResult Read(string text)
    {
        var body = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (body.Length > MaxLength)
        {
            return Refused(default, $"The document is longer than {MaxLength / 1024} KB.");
        }

        if (ControlCharacter(body) is { } control)
        {
            return new YamlResult(null, [control]);
        }

        var tree = new YamlTree();
        try
        {
            var parser = new Parser(new StringReader(body));
            while (!tree.IsRefused && parser.MoveNext())
            {
                tree.Add(parser.Current!);
            }
        }
        catch (YamlException e)
        {
            tree.Refuse(Explain(e, body));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NullReferenceException or IndexOutOfRangeException)
        {
            // The parser's own slips: "...?" makes 16.3.0 throw InvalidOperationException. The text is wrong all the same.
            tree.Refuse(new Finding(Severity.Error, tree.Last, "This is not YAML after this place. Is a bracket or a quote left open?"));
        }

        return tree.Finish();
    }

    internal static Position PositionOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static YamlResult Refused(Position position, string message) =>
        new(null, [new Finding(Severity.Error, position, message)]);

    // The parser takes a NUL for the end of the text and would drop the rest silently.
    private static Finding? ControlCharacter(string text)
    {
        var (line, lineStart) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    (line, lineStart) = (line + 1, i + 1);
                    break;
                case < ' ' and not ('\t' or '\r') or '\u007f':
                    return new Finding(
                        Severity.Error, new Position(line, i - lineStart + 1), $"Character U+{(int)text[i]:X4} does not belong in a text file.");
                default:
                    break;
            }
        }

        return null;
    }

    // Tabs that indent are the mistake people make most, and the parser's words for it do not name it.
    private static Finding Explain(YamlException e, string text)
    {
        var lines = text.Split('\n');
        var last = e.Message.Contains("tab", StringComparison.Ordinal) ? lines.Length : Math.Min(e.End.Line + 1, lines.Length);
        for (var line = (int)e.Start.Line; line <= last; line++)
        {
            var indent = lines[line - 1].AsSpan()[..^lines[line - 1].AsSpan().TrimStart().Length];
            if (indent.IndexOf('\t') is >= 0 and var column)
            {
                return new Finding(Severity.Error, new Position(line, column + 1), "The line is indented with a tab. Use spaces.");
            }
        }

        // What spans lines was begun and never finished: its beginning is the place to mend.
        var place = e.Start.Line == e.End.Line ? e.End : e.Start;
        return new Finding(Severity.Error, PositionOf(place), $"This is not YAML: {e.Message.TrimEnd('.')}.");
    }
}
