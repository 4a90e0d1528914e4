namespace Mainstay.Store;

/// <summary>A table that rows are added to in bulk, with the columns they bring.</summary>
internal sealed record BulkTable(string Name, params IReadOnlyList<BulkColumn> Columns)
{
    /// <summary>What becomes of a row whose key is there already, in SQL.</summary>
    public string OnConflict { get; init; } = "DO NOTHING";
}

internal sealed record BulkColumn(string Name, ColumnType Type)
{
    /// <summary>An SQL expression that all rows have instead of a value; null for a column that rows bring a value for.</summary>
    public string? Expression { get; init; }
}

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
