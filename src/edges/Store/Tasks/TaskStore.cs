using Mainstay.Store.Sqlite;

namespace Mainstay.Store.Tasks;

/// <summary>The tasks that playbooks have opened.</summary>
public sealed class TaskStore
{
    private readonly SqliteFile _file;

    internal TaskStore(SqliteFile file) => _file = file;

    /// <summary>Open tasks by due date, the more urgent first; done ones with the last done first.</summary>
    /// <param name="open">True for the open ones, false for the done ones.</param>
    /// <param name="assignee">Null for everybody's.</param>
    /// <param name="account">Null for all accounts'.</param>
    public Task<IReadOnlyList<StoredTask>> ListAsync(
        string workspace, bool open, string? assignee, string? account, CancellationToken cancellationToken) =>
        throw new NotSupportedException(_file.GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <returns>Whether it changed: false when the task is done already or unknown.</returns>
    public Task<bool> CompleteAsync(string workspace, string key, string by, DateTimeOffset at, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <returns>Whether it changed: false when the task is open or unknown.</returns>
    public Task<bool> ReopenAsync(string workspace, string key, CancellationToken cancellationToken) => throw new NotSupportedException();
}
