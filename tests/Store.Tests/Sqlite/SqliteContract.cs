using Mainstay.Store.Tests.Book;
using Mainstay.Store.Tests.Facts;
using Mainstay.Store.Tests.Models;
using Mainstay.Store.Tests.Outbox;
using Mainstay.Store.Tests.Snapshots;
using Mainstay.Store.Tests.Tasks;
using Mainstay.Store.Tests.Unmatched;
using Mainstay.Store.Tests.Workspaces;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class SqliteFacts() : FactContract(TemporaryFile.OpenAsync);

public sealed class SqliteUnmatched() : UnmatchedContract(TemporaryFile.OpenAsync);

public sealed class SqliteModels() : ModelContract(TemporaryFile.OpenAsync);

public sealed class SqliteSnapshots() : SnapshotContract(TemporaryFile.OpenAsync);

public sealed class SqliteCommits() : CommitContract(TemporaryFile.OpenAsync);

public sealed class SqliteTasks() : TaskContract(TemporaryFile.OpenAsync);

public sealed class SqliteOutbox() : OutboxContract(TemporaryFile.OpenAsync);

public sealed class SqliteBook() : BookContract(TemporaryFile.OpenAsync);

public sealed class SqliteBookInMemory() : BookContract(ct => Database.OpenAsync(":memory:", ct));

public sealed class SqliteWorkspaces() : WorkspaceContract(TemporaryFile.OpenAsync);
