namespace Mainstay.Store;

/// <summary>Rows for a table, column by column: so neither database needs a box per value.</summary>
/// <param name="Count">How many.</param>
/// <param name="Columns">
/// In the order of the table's columns: an array with a value per row (of <c>string?</c>, <c>long</c>, <c>long?</c>, <c>double?</c> or
/// <c>byte[]?</c>), or one value that all rows have. Null for a column with an expression.
/// </param>
internal sealed record BulkRows(BulkTable Table, int Count, params IReadOnlyList<object?> Columns)
{
    /// <param name="rows">Values in the order of the table's columns.</param>
    public static BulkRows Of(BulkTable table, IReadOnlyList<object?[]> rows) => new(
        table,
        rows.Count,
        [
            .. table.Columns.Select((column, index) => column.Type switch
            {
                ColumnType.Text => Column<string?>(rows, index),
                ColumnType.Integer => Column<long?>(rows, index),
                ColumnType.Real => Column<double?>(rows, index),
                ColumnType.Blob => (object)Column<byte[]?>(rows, index),
            }),
        ]);

    private static T[] Column<T>(IReadOnlyList<object?[]> rows, int column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (T)rows[i][column]!;
        }

        return values;
    }
}
