using System.Globalization;

namespace Mainstay.Store.Backups;

/// <summary>A table as it is backed up. Its first column is the workspace.</summary>
/// <param name="Key">The columns of its primary key, by which its rows are ordered.</param>
internal sealed record BackupTable(BulkTable Columns, IReadOnlyList<string> Key)
{
    public string Select => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT {string.Join(", ", Columns.Columns.Select(c => c.Name))} FROM {Columns.Name} WHERE workspace = @workspace ORDER BY {string.Join(", ", Key)}");
}
