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

namespace Mainstay.Store.Tests.Postgres;

public sealed class PostgresFacts() : FactContract(PostgresCluster.OpenAsync);

public sealed class PostgresRates() : RateContract(PostgresCluster.OpenAsync);

public sealed class PostgresUnmatched() : UnmatchedContract(PostgresCluster.OpenAsync);

public sealed class PostgresDrifts() : DriftContract(PostgresCluster.OpenAsync);

public sealed class PostgresModels() : ModelContract(PostgresCluster.OpenAsync);

public sealed class PostgresSnapshots() : SnapshotContract(PostgresCluster.OpenAsync);

public sealed class PostgresCommits() : CommitContract(PostgresCluster.OpenAsync);

public sealed class PostgresTasks() : TaskContract(PostgresCluster.OpenAsync);

public sealed class PostgresOutbox() : OutboxContract(PostgresCluster.OpenAsync);

public sealed class PostgresBook() : BookContract(PostgresCluster.OpenAsync);

public sealed class PostgresWorkspaces() : WorkspaceContract(PostgresCluster.OpenAsync);

public sealed class PostgresLeases() : LeaseContract(PostgresCluster.OpenAsync);

public sealed class PostgresLive() : LiveContract(PostgresCluster.OpenAsync);

public sealed class PostgresDirty() : DirtyContract(PostgresCluster.OpenAsync);

public sealed class PostgresIngest() : IngestContract(PostgresCluster.OpenAsync);

public sealed class PostgresUsage() : UsageContract(PostgresCluster.OpenAsync);

public sealed class PostgresAnswers() : AnswerContract(PostgresCluster.OpenAsync);

public sealed class PostgresJobs() : JobContract(PostgresCluster.OpenAsync);

public sealed class PostgresBackups() : BackupContract(ct => PostgresCluster.CreateAsync(ct));

public sealed class PostgresKeys() : KeyContract(PostgresCluster.OpenAsync);

public sealed class PostgresAudit() : AuditContract(PostgresCluster.OpenAsync);

public sealed class PostgresSecrets() : SecretContract(PostgresCluster.OpenAsync);

public sealed class PostgresContacts() : ContactContract(PostgresCluster.OpenAsync);

public sealed class PostgresMerges() : MergeContract(PostgresCluster.OpenAsync);

public sealed class PostgresTeams() : TeamContract(PostgresCluster.OpenAsync);

public sealed class PostgresPeople() : PeopleContract(PostgresCluster.OpenAsync);
