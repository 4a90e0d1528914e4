namespace Mainstay.Core.Facts.Columns;

/// <summary>Rows of all kinds gathered by one reader; a book is built from one or many parts.</summary>
public sealed class BookPart
{
    private readonly FactRowWriter?[] _writers = new FactRowWriter?[FactKinds.All.Length];

    /// <summary>The accounts that rows of this part belong to.</summary>
    public TextInterner Accounts { get; } = new();

    public FactRowWriter this[FactKind kind] => _writers[kind.Index] ??= new FactRowWriter(kind, Accounts);

    internal FactRowWriter? Find(FactKind kind) => _writers[kind.Index];
}
