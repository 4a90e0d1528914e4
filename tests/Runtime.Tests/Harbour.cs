using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Importing;
using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Store.Audit;
using Mainstay.Store;
using Mainstay.Store.Models;

namespace Mainstay.Runtime.Tests;

/// <summary>samples/harbour in a database of its own, with a model under which its accounts fall and recover often.</summary>
internal sealed class Harbour : IAsyncDisposable
{
    public const string Workspace = "harbour";

    /// <summary>The last day that the sample's files know.</summary>
    public static readonly DateOnly LastDay = new(2026, 11, 1);

    public const string Model = """
        model: nervous
        eligible: { subscriptions: held }
        tiers: { green: 60, yellow: 35, red: 0 }
        trend: { window: 14d, stable: 3 }
        minimum_coverage: 0.2
        signals:
          use: { measure: { count: usage, window: 7d }, curve: [ [0, 0], [3, 100] ] }
          quiet: { measure: { days_since: usage }, curve: [ [1, 100], [9, 0] ] }
          tickets: { measure: { open: tickets }, curve: [ [0, 100], [2, 0] ] }
        scores:
          health:
            usage: { weight: 3, signals: [ use, quiet ] }
            support: { weight: 1, signals: [ tickets ] }
        """;

    public const string Playbooks = """
        playbooks:
          falls: { when: { tier_entered: yellow }, task: { title: "{account} is {tier} at {score}", priority: normal, due: 5d } }
          red: { when: { tier_entered: red }, task: { title: "{account} is {tier}", priority: urgent, due: 1d } }
        """;

    private static readonly string Root = FindRoot();

    private Harbour(Database database, ImmutableArray<AccountHistory> accounts) => (Database, Accounts) = (database, accounts);

    public Database Database { get; }

    public ImmutableArray<AccountHistory> Accounts { get; }

    public HealthModel Health { get; } = ModelFile.CompileModel(Model).Value!;

    public StoppedClock Clock { get; } = new();

    /// <param name="target">The database; one in memory unless something else is named.</param>
    public static async Task<Harbour> OpenAsync(string target = ":memory:")
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var database = await Database.OpenAsync(target, cancellationToken);
        var mapping = await MappingReader.ReadFileAsync(Path.Combine(Root, "samples", "mappings", "demo.yaml"), cancellationToken);
        await FolderImport.RunAsync(database, Workspace, Path.Combine(Root, "samples", "harbour"), mapping.Mapping!, Actor.Mainstay(DateTimeOffset.UnixEpoch), clock: null, unmatched: null, progress: null, cancellationToken);
        var harbour = new Harbour(database, (await database.Facts.LoadBookAsync(Workspace, cancellationToken)).Accounts);
        await database.Models.SaveAsync(Workspace, new StoredModel(harbour.Health.Name, harbour.Health.Version, Model, harbour.Clock.GetUtcNow()), Actor.Mainstay(harbour.Clock.GetUtcNow()), cancellationToken);
        await database.Models.ActivateAsync(Workspace, harbour.Health.Name, harbour.Health.Version, Playbooks, Actor.Mainstay(harbour.Clock.GetUtcNow()), cancellationToken);
        return harbour;
    }

    public Task<ScoringRunResult> ScoreAsync(DateOnly from, DateOnly to, IProgress<AccountTimeline>? scored = null, string playbooks = Playbooks, int accounts = int.MaxValue) =>
        new ScoringRun(Database, Workspace, Health, ModelFile.CompilePlaybooks(playbooks, Health).Value!, Clock)
            .RunAsync([.. Accounts.Take(accounts)], new DayRange(from, to), scored, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mainstay.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Mainstay.slnx is in no folder above the tests.");
        }

        return folder.FullName;
    }
}

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
