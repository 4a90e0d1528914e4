using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Explaining;
using Mainstay.Runtime.Live;
using Mainstay.Runtime.Verifying;
using Mainstay.Store.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mainstay.Cli.Tests.Store;

/// <summary>
/// The real server, killed at random moments while facts are sent and scored: 3 times on each database, 40 times with MAINSTAY_SOAK. What was
/// acknowledged is kept outside of it.
/// </summary>
public sealed partial class KillTests
{
    private const string Workspace = "demo";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_server_that_is_killed_keeps_every_fact_it_acknowledged_once_and_scores_that_come_out_the_same(string engine)
    {
        using var folder = new TestFolder();
        var database = engine == "SQLite" ? folder.PathOf("killed.db") : await PostgresCluster.CreateAsync(Ct);
        (await Cli.RunAsync(["import", .. Places.Harbour, "--database", database])).AssertOk();
        (await Cli.RunAsync(["score", "--save", .. Places.Model, "--from", "2026-10-25", "--to", "2026-11-01", "--database", database])).AssertOk();

        var (random, acknowledged) = (new Random(11), new List<string>());
        var kills = Environment.GetEnvironmentVariable("MAINSTAY_SOAK") is null ? 3 : 40;
        for (var i = 0; i < kills; i++)
        {
            using var server = RealProcess.Start(folder.Root, "serve", "--open", "--database", database, "--urls", "http://127.0.0.1:0");
            await server.UntilAsync(() => Address().IsMatch(server.Output), "it is ready", TimeSpan.FromSeconds(kills > 3 ? 10 : 60));
            using var client = new HttpClient { BaseAddress = new Uri(Address().Match(server.Output).Value) };
            var (before, sending) = (acknowledged.Count, SendAsync(client, i, acknowledged));
            await server.UntilAsync(() => acknowledged.Count > before, "it takes facts");
            await Task.Delay(random.Next(0, 2500), Ct);
            server.Kill();
            await sending;
        }

        Assert.NotEmpty(acknowledged);
        await using var store = await Mainstay.Store.Database.OpenAsync(database, Ct);
        await SettleAsync(store);
        var stored = (await store.Facts.LoadBookAsync(Workspace, Ct)).Accounts
            .SelectMany(a => a.Visible(FactKinds.Usage, PointInTime.At(Instant.MaxValue), everyVersion: true)).Select(f => f.Id).Where(id => id?.StartsWith("sent-", StringComparison.Ordinal) == true).ToArray();
        Assert.Equal(stored.Distinct(StringComparer.Ordinal).Count(), stored.Length);
        Assert.Empty(acknowledged.Except(stored!, StringComparer.Ordinal));
        await AssertScoresAsync(store);
    }

    private static async Task SendAsync(HttpClient client, int life, List<string> acknowledged)
    {
        string[] accounts = ["corvel", "juni", "marlbeck", "sable", "tamber", "thistle"];
        try
        {
            for (var batch = 0; ; batch++)
            {
                string[] ids = [.. Enumerable.Range(0, 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"sent-{life}-{batch}-{i}"))];
                var at = DateTimeOffset.UtcNow.AddHours(-batch % 60).ToString("O", CultureInfo.InvariantCulture);
                var rows = string.Join(',', ids.Select((id, i) => $$"""{"account":"{{accounts[(batch + i) % accounts.Length]}}","id":"{{id}}","at":"{{at}}","user":"u{{i}}","event":"e"}"""));
                using var content = new StringContent($"[{rows}]", Encoding.UTF8, "application/json");
                using var response = await client.PostAsync("/api/v1/facts/usage", content, Ct);
                response.EnsureSuccessStatusCode();
                acknowledged.AddRange(ids);
            }
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            // It was killed; what was on its way may be kept or not.
        }
    }

    /// <summary>Answers what the killed servers have left.</summary>
    private static async Task SettleAsync(Mainstay.Store.Database store)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var scoring = new LiveScoring(store, TimeProvider.System, NullLogger<LiveScoring>.Instance).RunAsync(stop.Token);
        while ((await store.Live.WorkspacesAsync(Ct)).Any(w => w.IsDue || w.ScoredThrough is null))
        {
            await Task.Delay(50, Ct);
        }

        await stop.CancelAsync();
        await scoring.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static async Task AssertScoresAsync(Mainstay.Store.Database store)
    {
        var replay = await new SnapshotReplay(store, Workspace).RunAsync(10_000, Ct);
        Assert.True(replay.Replayed > 0);
        Assert.Empty(replay.Differences);
        var explainer = new AccountExplainer(store);
        foreach (var account in await store.Live.AccountsAsync(Workspace, "", 100, Ct))
        {
            if (await store.Live.CurrentAsync(Workspace, account, Ct) is [var shown, ..])
            {
                var again = await explainer.ExplainAsync(Workspace, account, day: null, Ct);
                Assert.Equal((shown.Point, shown.Value, shown.Tier), (again!.Dated.Report.Point, again.Dated.Report.Primary.Value, again.Dated.Report.Primary.Tier.Name));
            }
        }
    }

    [GeneratedRegex("http://127.0.0.1:[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
