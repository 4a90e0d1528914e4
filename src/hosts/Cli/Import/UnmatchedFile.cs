using System.Globalization;
using Mainstay.Core.Facts.Identity;
using Mainstay.Runtime;
using Mainstay.Sources.Files;

namespace Mainstay.Cli.Import;

/// <summary>
/// All rows that are nobody's as CSV: where each stands and why, then the columns of all their files, as they were, so that they
/// can be mended and imported under the same mapping. The file comes into being when the import has ended; which columns there
/// are is known only then, so until then rows wait beside it.
/// </summary>
public sealed class UnmatchedFile : IDisposable
{
    private static readonly string[] Own = ["unmatched_file", "unmatched_line", "unmatched_kind", "unmatched_column", "unmatched_value", "unmatched_reason"];

    private readonly string _path;
    private readonly FileStream _rows;
    private readonly BinaryWriter _writer;
    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <exception cref="UserException">The file cannot be written.</exception>
    public UnmatchedFile(string path)
    {
        _path = path;
        if (Directory.Exists(path))
        {
            throw new UserException($"Cannot write {path}: it is a folder. Name a file.");
        }

        try
        {
            _rows = new FileStream(path + ".rows", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
            _writer = new BinaryWriter(_rows);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot write {path}: {e.Message}", e);
        }
    }

    public void Add(ClaimedFact fact)
    {
        var row = fact.Row!;
        string[] own = [row.File, row.Line.ToString(CultureInfo.InvariantCulture), row.Kind.Name, row.Column, row.Value, row.Reason.Word()];
        _writer.Write(fact.Cells.Count);
        Array.ForEach(own, _writer.Write);
        foreach (var (column, text) in fact.Cells)
        {
            _writer.Write(PlaceOf(column));
            _writer.Write(text);
        }
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await using var output = OutputFile.Open(_path, TextWriter.Null);
        _writer.Flush();
        _rows.Position = 0;
        await WriteAsync(output.Writer, [.. Own, .. _columns]);
        using var reader = new BinaryReader(_rows, System.Text.Encoding.UTF8, leaveOpen: true);
        while (_rows.Position < _rows.Length)
        {
            await WriteAsync(output.Writer, Read(reader));
        }

        await output.CommitAsync(cancellationToken);
    }

    public void Dispose() => _writer.Dispose();

    private string[] Read(BinaryReader reader)
    {
        var cells = new string[Own.Length + _columns.Count];
        Array.Fill(cells, "");
        var count = reader.ReadInt32();
        for (var i = 0; i < Own.Length; i++)
        {
            cells[i] = reader.ReadString();
        }

        for (; count > 0; count--)
        {
            var place = reader.ReadInt32();
            cells[Own.Length + place] = reader.ReadString();
        }

        return cells;
    }

    private int PlaceOf(string column)
    {
        if (!_places.TryGetValue(column, out var place))
        {
            _places.Add(column, place = _columns.Count);
            _columns.Add(column);
        }

        return place;
    }

    private static Task WriteAsync(TextWriter writer, string[] cells) => writer.WriteAsync(string.Join(',', cells.Select(Quoted)) + "\n");

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
