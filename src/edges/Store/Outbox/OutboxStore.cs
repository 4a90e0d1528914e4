using Mainstay.Store.Sqlite;

namespace Mainstay.Store.Outbox;

/// <summary>
/// Messages on their way out, each delivered at least once. They are offered in the order of their decisions; one that
/// fails does not hold back those behind it.
/// </summary>
public sealed class OutboxStore
{
    private readonly SqliteFile _file;

    internal OutboxStore(SqliteFile file) => _file = file;

    /// <summary>Takes the first messages that are due. Unless they are marked, they are due again when the lease ends.</summary>
    /// <param name="most">At least 1.</param>
    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        string workspace, int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException(_file.GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <returns>Whether it changed: false when it was delivered before or is unknown.</returns>
    public Task<bool> MarkDeliveredAsync(string workspace, long id, DateTimeOffset at, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <param name="retryAt">When it is due again; null gives it up.</param>
    /// <returns>Whether it changed: false when it was delivered before or is unknown.</returns>
    public Task<bool> MarkFailedAsync(string workspace, long id, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
