using Mainstay.Core.Facts;
using Mainstay.Store.Sqlite;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Store.Facts;

/// <summary>Facts, what is known of their streams, and which of them were rejected.</summary>
public sealed class FactStore
{
    private readonly SqliteFile _file;

    internal FactStore(SqliteFile file) => _file = file;

    /// <summary>
    /// Stores facts in durable batches; what is stored already adds nothing. A fact with an id is the same as another with
    /// its kind, account, id, times of effect and update, and content. Facts without an id are told apart by content and, of
    /// identical rows of one call, by their count: the same file twice adds nothing, two equal rows in it stay two.
    /// </summary>
    /// <param name="recordedAt">
    /// When Mainstay learned the facts that do not say so themselves; null leaves them imported history.
    /// </param>
    /// <param name="progress">Told the number of facts handled after every durable batch.</param>
    /// <exception cref="ArgumentException">No workspace, or a fact has not exactly one value per field of its kind.</exception>
    public Task<FactWriteResult> AppendAsync(
        string workspace, IAsyncEnumerable<Fact> facts, DateTimeOffset? recordedAt, IProgress<long>? progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException(_file.GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Replaces what is known of the workspace's streams; kinds left out are not connected.</summary>
    /// <param name="zoneId">IANA id of the zone whose midnights begin the workspace's days.</param>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public Task SaveStreamsAsync(
        string workspace, IReadOnlyDictionary<FactKind, Stream> streams, string zoneId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Replaces the workspace's notes of rejected rows.</summary>
    /// <param name="taints">At: when the row took effect, null when unknown, which taints the kind at all times.</param>
    public Task SaveTaintsAsync(
        string workspace, IEnumerable<(string Account, FactKind Kind, Instant? At)> taints, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>All accounts of the workspace; a workspace without facts is an empty book.</summary>
    public Task<Core.Facts.Book> LoadBookAsync(string workspace, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <returns>Null when nothing is known of the account.</returns>
    public Task<AccountHistory?> LoadAccountAsync(string workspace, string accountId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
