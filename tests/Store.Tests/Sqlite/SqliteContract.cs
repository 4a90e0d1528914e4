using Mainstay.Store.Backups;
using Mainstay.Store.Tests.Answers;
using Mainstay.Store.Tests.Audit;
using Mainstay.Store.Tests.Backups;
using Mainstay.Store.Tests.Book;
using Mainstay.Store.Tests.Contacts;
using Mainstay.Store.Tests.Drifts;
using Mainstay.Store.Tests.Facts;
using Mainstay.Store.Tests.Ingest;
using Mainstay.Store.Tests.Keys;
using Mainstay.Store.Tests.Live;
using Mainstay.Store.Tests.Merging;
using Mainstay.Store.Tests.Models;
using Mainstay.Store.Tests.Outbox;
using Mainstay.Store.Tests.People;
using Mainstay.Store.Tests.Rates;
using Mainstay.Store.Tests.Secrets;
using Mainstay.Store.Tests.Snapshots;
using Mainstay.Store.Tests.Tasks;
using Mainstay.Store.Tests.Teams;
using Mainstay.Store.Tests.Unmatched;
using Mainstay.Store.Tests.Usage;
using Mainstay.Store.Tests.Work;
using Mainstay.Store.Tests.Workspaces;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class SqliteFacts() : FactContract(TemporaryFile.OpenAsync);

public sealed class SqliteRates() : RateContract(TemporaryFile.OpenAsync);

public sealed class SqliteUnmatched() : UnmatchedContract(TemporaryFile.OpenAsync);

public sealed class SqliteDrifts() : DriftContract(TemporaryFile.OpenAsync);

public sealed class SqliteModels() : ModelContract(TemporaryFile.OpenAsync);

public sealed class SqliteSnapshots() : SnapshotContract(TemporaryFile.OpenAsync);

public sealed class SqliteCommits() : CommitContract(TemporaryFile.OpenAsync);

public sealed class SqliteTasks() : TaskContract(TemporaryFile.OpenAsync);

public sealed class SqliteOutbox() : OutboxContract(TemporaryFile.OpenAsync);

public sealed class SqliteBook() : BookContract(TemporaryFile.OpenAsync);

public sealed class SqliteBookInMemory() : BookContract(ct => Database.OpenAsync(":memory:", ct));

public sealed class SqliteWorkspaces() : WorkspaceContract(TemporaryFile.OpenAsync);

public sealed class SqliteLeases() : LeaseContract(TemporaryFile.OpenAsync);

public sealed class SqliteLive() : LiveContract(TemporaryFile.OpenAsync);

public sealed class SqliteDirty() : DirtyContract(TemporaryFile.OpenAsync);

public sealed class SqliteIngest() : IngestContract(TemporaryFile.OpenAsync);

public sealed class SqliteUsage() : UsageContract(TemporaryFile.OpenAsync);

public sealed class SqliteAnswers() : AnswerContract(TemporaryFile.OpenAsync);

public sealed class SqliteJobs() : JobContract(TemporaryFile.OpenAsync);

public sealed class SqliteBackups() : BackupContract(_ => Task.FromResult(TemporaryFile.Path()))
{
    [Fact]
    public async Task A_copy_of_the_file_is_a_database_that_restores_by_itself()
    {
        var (path, copy, restored) = (TemporaryFile.Path(), TemporaryFile.Path(), TemporaryFile.Path());
        await using (var store = await Database.OpenAsync(path, Ct))
        {
            await store.Dirty.MarkAsync("w", ["a"], 0, Ct);
            Assert.Null(await Backup.WriteAsync(path, copy, Ct));
        }

        Assert.Null(await Backup.RestoreAsync(restored, copy, Ct));

        await using var again = await Database.OpenAsync(restored, Ct);
        Assert.Single(await again.Dirty.FirstAsync("w", 10, Ct));
    }
}

public sealed class SqliteKeys() : KeyContract(TemporaryFile.OpenAsync);

public sealed class SqliteAudit() : AuditContract(TemporaryFile.OpenAsync);

public sealed class SqliteSecrets() : SecretContract(TemporaryFile.OpenAsync);

public sealed class SqliteContacts() : ContactContract(TemporaryFile.OpenAsync);

public sealed class SqliteMerges() : MergeContract(TemporaryFile.OpenAsync);

public sealed class SqliteTeams() : TeamContract(TemporaryFile.OpenAsync);

public sealed class SqlitePeople() : PeopleContract(TemporaryFile.OpenAsync);
