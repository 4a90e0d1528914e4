using Mainstay.Core.Facts;
using Mainstay.Store.Usage;
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
    /// <returns>How many of the rows are new, and how many too old to be taken.</returns>
    public static async Task<(int Added, int TooOld)> WriteAsync(Session session, string workspace, FactRow[] rows)
    {
        // In the order of the key: neighbours share pages, and two transactions that hold the same rows do not wait for each
        // other in a circle.
        Array.Sort(rows, Order);
        await WorkspaceRow.EnsureAsync(session, workspace);
        var rawFrom = Array.Exists(rows, row => row.Kind == FactKinds.Usage) ? await UsageRetention.RawFromAsync(session, workspace) : null;
        var taken = rawFrom is { Micros: var from } ? Array.FindAll(rows, row => row.Kind != FactKinds.Usage || row.AtMicros >= from) : rows;
        var added = await session.InsertAsync(new BulkRows(
            Table,
            taken.Length,
            workspace,
            Array.ConvertAll(taken, row => row.Account),
            Array.ConvertAll(taken, row => row.Kind.Name),
            Array.ConvertAll(taken, row => row.AtMicros),
            Array.ConvertAll(taken, row => row.Identity),
            Array.ConvertAll(taken, row => row.Id),
            Array.ConvertAll(taken, row => row.UpdatedMicros),
            Array.ConvertAll(taken, row => row.RecordedMicros),
            Array.ConvertAll(taken, row => row.Body)));
        return (added, rows.Length - taken.Length);
    }

    private static int Order(FactRow a, FactRow b)
    {
        var order = string.CompareOrdinal(a.Account, b.Account);
        order = order != 0 ? order : string.CompareOrdinal(a.Kind.Name, b.Kind.Name);
        order = order != 0 ? order : a.AtMicros.CompareTo(b.AtMicros);
        return order != 0 ? order : a.Identity.AsSpan().SequenceCompareTo(b.Identity);
    }
}
