using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Facts;

/// <summary>The bulk path of facts.</summary>
internal static class FactWriter
{
    private static readonly BulkTable Table = new(
        "facts",
        new("workspace", ColumnType.Text),
        new("account", ColumnType.Text),
        new("kind", ColumnType.Text),
        new("at_us", ColumnType.Integer),
        new("identity", ColumnType.Blob),
        new("id", ColumnType.Text),
        new("updated_us", ColumnType.Integer),
        new("recorded_us", ColumnType.Integer),
        new("body", ColumnType.Text));

    /// <param name="rows">Are put in order.</param>
    /// <returns>How many of the rows are new.</returns>
    public static async Task<int> WriteAsync(Session session, string workspace, FactRow[] rows)
    {
        // In the order of the key: neighbours share pages, and two transactions that hold the same rows do not wait for each
        // other in a circle.
        Array.Sort(rows, Order);
        await WorkspaceRow.EnsureAsync(session, workspace);
        return await session.InsertAsync(
            Table,
            [.. rows.Select(row => new object?[]
            {
                workspace, row.Account, row.Kind.Name, row.AtMicros, row.Identity, row.Id, row.UpdatedMicros, row.RecordedMicros, row.Body,
            })]);
    }

    private static int Order(FactRow a, FactRow b)
    {
        var order = string.CompareOrdinal(a.Account, b.Account);
        order = order != 0 ? order : string.CompareOrdinal(a.Kind.Name, b.Kind.Name);
        order = order != 0 ? order : a.AtMicros.CompareTo(b.AtMicros);
        return order != 0 ? order : a.Identity.AsSpan().SequenceCompareTo(b.Identity);
    }
}
