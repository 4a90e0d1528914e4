namespace Mainstay.Store;

/// <summary>A table that rows are added to in bulk, with the columns they bring.</summary>
internal sealed record BulkTable(string Name, params IReadOnlyList<BulkColumn> Columns);

internal sealed record BulkColumn(string Name, ColumnType Type);

/// <summary>The four types of columns; a value is null, or of the type named here.</summary>
internal enum ColumnType
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="long"/>.</summary>
    Integer,

    /// <summary><see cref="double"/>.</summary>
    Real,

    /// <summary>Array of <see cref="byte"/>.</summary>
    Blob,
}
