namespace Mainstay.Core.Documents;

/// <summary>
/// One node of a structured document (a health model, a playbook, a mapping) with the place it stands at, so that every
/// finding can name line and column. Reading text into nodes happens at the rim; Core only walks them.
/// </summary>
public abstract record DocumentNode
{
    private DocumentNode(Position position) => Position = position;

    public Position Position { get; }

    /// <summary>A single value as written, without quotes. <see cref="IsPlain"/> is false when it was quoted.</summary>
    public sealed record Scalar(string Text, Position Position, bool IsPlain = true) : DocumentNode(Position);

    public sealed record Sequence(IReadOnlyList<DocumentNode> Items, Position Position) : DocumentNode(Position);

    /// <summary>Keys are unique (ordinal) and keep the order of the file.</summary>
    public sealed record Mapping(IReadOnlyList<Entry> Entries, Position Position) : DocumentNode(Position)
    {
        public DocumentNode? this[string key] => Entries.FirstOrDefault(e => string.Equals(e.Key, key, StringComparison.Ordinal))?.Value;
    }

    public sealed record Entry(string Key, Position KeyPosition, DocumentNode Value);
}

/// <summary>Line and column, both counted from 1. <c>default</c> (0, 0) means the whole document.</summary>
public readonly record struct Position(int Line, int Column)
{
    public override string ToString() => Line == 0 ? "document" : $"line {Line}, column {Column}";
}
