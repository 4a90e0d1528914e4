using Mainstay.Store.Answers;
using Mainstay.Store.Audit;
using Mainstay.Store.Book;
using Mainstay.Store.Contacts;
using Mainstay.Store.Drifts;
using Mainstay.Store.Facts;
using Mainstay.Store.Health;
using Mainstay.Store.Ingest;
using Mainstay.Store.Keys;
using Mainstay.Store.Live;
using Mainstay.Store.Merging;
using Mainstay.Store.Models;
using Mainstay.Store.Outbox;
using Mainstay.Store.People;
using Mainstay.Store.Postgres;
using Mainstay.Store.Rates;
using Mainstay.Store.Secrets;
using Mainstay.Store.Snapshots;
using Mainstay.Store.Tasks;
using Mainstay.Store.Teams;
using Mainstay.Store.Unmatched;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store;

/// <summary>Everything Mainstay keeps, in a SQLite file or on a PostgreSQL server; opened once per process and used by many threads.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly Engine _engine;

    private Database(Engine engine)
    {
        _engine = engine;
        Facts = new FactStore(engine);
        Rates = new RateStore(engine);
        Ingest = new IngestStore(engine);
        Unmatched = new UnmatchedStore(engine);
        Models = new ModelStore(engine);
        Snapshots = new SnapshotStore(engine);
        Tasks = new TaskStore(engine);
        Outbox = new OutboxStore(engine);
        Book = new BookReads(engine);
        Workspaces = new WorkspaceStore(engine);
        Dirty = new DirtyAccounts(engine);
        Live = new LiveStore(engine);
        Changes = new ScoreChangeStore(engine);
        Leases = new LeaseStore(engine);
        Jobs = new JobStore(engine);
        Answers = new AnswerStore(engine);
        Health = new DatabaseHealth(engine);
        Keys = new KeyStore(engine);
        Users = new UserStore(engine);
        Sessions = new SessionStore(engine);
        Audit = new AuditStore(engine);
        Teams = new TeamStore(engine);
        Contacts = new ContactStore(engine);
        Merges = new MergeStore(engine);
        Drifts = new DriftStore(engine);
        Secrets = new SecretStore(engine);
        SecondFactors = new SecondFactorStore(engine);
    }

    /// <summary>What people may be told it is called: a path, or a database and its host; never a password.</summary>
    public string Name => _engine.Name;

    public FactStore Facts { get; }

    public RateStore Rates { get; }

    public IngestStore Ingest { get; }

    public UnmatchedStore Unmatched { get; }

    public ModelStore Models { get; }

    public SnapshotStore Snapshots { get; }

    public TaskStore Tasks { get; }

    public OutboxStore Outbox { get; }

    public BookReads Book { get; }

    public WorkspaceStore Workspaces { get; }

    public DirtyAccounts Dirty { get; }

    public LiveStore Live { get; }

    public ScoreChangeStore Changes { get; }

    public LeaseStore Leases { get; }

    public JobStore Jobs { get; }

    public AnswerStore Answers { get; }

    public DatabaseHealth Health { get; }

    public KeyStore Keys { get; }

    public UserStore Users { get; }

    public SessionStore Sessions { get; }

    public AuditStore Audit { get; }

    public TeamStore Teams { get; }

    public ContactStore Contacts { get; }

    public MergeStore Merges { get; }

    public DriftStore Drifts { get; }

    public SecretStore Secrets { get; }

    public SecondFactorStore SecondFactors { get; }

    /// <summary>Opens the database and brings its schema up to date. A file is made where it is missing, with its folder.</summary>
    /// <param name="target">
    /// The path of a file on a local disk, <c>:memory:</c> for a database that ends with this object, or a connection string:
    /// "Host=…;Database=…;Username=…".
    /// </param>
    /// <exception cref="DatabaseOpenException">
    /// Another process holds it, a newer Mainstay has written it, it is no database of Mainstay's, or its server refuses.
    /// </exception>
    public static async Task<Database> OpenAsync(string target, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return new Database(await Engines.OpenAsync(target, cancellationToken));
    }

    /// <summary>
    /// Opens the database also where a server holds its file, for commands that read, or change who may do what: their few
    /// writes take their turn between the server's. Nothing that the server keeps in memory may be written this way.
    /// </summary>
    /// <exception cref="DatabaseOpenException">
    /// As for <see cref="OpenAsync"/>; a file that is held must have the schema that this Mainstay works with.
    /// </exception>
    public static async Task<Database> OpenBesideServerAsync(string target, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return new Database(await Engines.OpenBesideServerAsync(target, cancellationToken));
    }

    /// <summary>
    /// Takes out of a file, which nobody may have open, the traces of what was deleted. PostgreSQL does so by itself when it vacuums.
    /// </summary>
    /// <exception cref="DatabaseOpenException">Another process holds it.</exception>
    public static Task CompactAsync(string target, CancellationToken cancellationToken) =>
        IsServer(target) ? Task.CompletedTask : Sqlite.SqliteEngine.CompactAsync(target, cancellationToken);

    /// <summary>Whether the target is a connection string; otherwise it is the path of a file.</summary>
    public static bool IsServer(string target) => PostgresSettings.IsConnectionString(target);

    /// <summary>The workspaces that anything was written to, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> WorkspacesAsync(CancellationToken cancellationToken) =>
        [.. (await Workspaces.ListAsync(cancellationToken)).Select(w => w.Id)];

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
