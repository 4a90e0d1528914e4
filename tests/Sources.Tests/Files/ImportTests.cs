using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;

namespace Mainstay.Sources.Tests.Files;

/// <summary>What good rows become.</summary>
public sealed class ImportTests
{
    private const string Company = """
        mapping: company
        files:
          - file: usage.csv
            into: { kind: usage, id: id, account: { column: sub, via: subscriptions }, at: at, fields: { event: event } }
          - file: accounts.csv
            into:
              - { kind: companies, account: id, fields: { name: name } }
              - { kind: outcomes, account: id, at: left, where: { state: [gone, lost] }, fields: { type: { constant: churned } } }
          - file: subs.csv
            into:
              - { kind: subscriptions, id: id, account: account, fields: { plan: plan, starts_at: from, ends_at: to } }
              - { kind: subscriptions, id: { constant: seats }, account: account, at: from, where: { seats: { not: "" } }, fields: { seats: seats } }
        """;

    private static readonly string[] Accounts = ["a1,Acme,here,", "a2,Bolt,gone,2024-05-01", "a3,Core,lost,2024-06-01"];
    private static readonly string[] Subs = ["s1,a1,pro,2024-01-01,2025-01-01,5", "s2,a2,pro,2024-02-01,,", "s2,a2,basic,2024-03-01,,7", "s3,a1,x,2024-01-01,,", "s3,a2,x,2024-01-01,,"];
    private static readonly string[] Usage = ["u1,s1,2024-01-05,login", "u1,s1,2024-01-05,login", "u1,s1,2024-01-06,login", "u1,s2,2024-01-05,login", "u2,s9,2024-01-05,login", "u3,s3,2024-01-05,login", "u4,s2,2024-01-07,export"];

    [Fact]
    public async Task One_file_feeds_several_kinds_and_rows_find_their_account_via_another_file()
    {
        var (facts, report) = await ImportAsync(Accounts, Subs, Usage);

        Approved.Check("company.txt", string.Join('\n', facts.Select(Importing.Show).Concat(report.Files.SelectMany(f => f.Examples).Select(e => e.ToString()))
            .Concat(report.Files.SelectMany(f => f.UnmatchedExamples).Select(e => e.ToString()))) + "\n");
    }

    [Fact]
    public async Task Ids_that_come_again_are_counted_by_what_they_bring()
    {
        var report = (await ImportAsync(Accounts, Subs, Usage)).Report;

        Assert.Equal(new DuplicateCount(Exact: 1, Conflicting: 1, Shared: 1), report.Files.Single(f => f.File == "usage.csv").Duplicates);
        // Two versions of s2 are no duplicates; s3 under two accounts is.
        Assert.Equal(new DuplicateCount(Exact: 0, Conflicting: 0, Shared: 1), report.Files.Single(f => f.File == "subs.csv").Duplicates);
    }

    [Fact]
    public async Task The_order_of_rows_changes_neither_facts_nor_counts()
    {
        var expected = Summary(await ImportAsync(Accounts, Subs, Usage));
        var shuffles = from a in Gen.Shuffle(Accounts) from s in Gen.Shuffle(Subs) from u in Gen.Shuffle(Usage) select (a, s, u);

        Prop.ForAll(shuffles.ToArbitrary(), async rows => Summary(await ImportAsync(rows.a, rows.s, rows.u)) == expected)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public async Task An_object_without_a_time_holds_since_ever_and_one_with_times_from_the_earliest()
    {
        var (facts, _) = await Importing.TicketsAsync("t1,acme,low,2024-03-05,2024-03-01,\nt2,acme,low,,,\n");

        Assert.Equal([Instant.OfUtc(new DateOnly(2024, 3, 1)), Instant.MinValue], facts.Select(f => f.At));
    }

    [Fact]
    public async Task Recorded_and_updated_times_are_optional_in_a_row()
    {
        const string Yaml = """
            mapping: m
            files: [ { file: f.csv, into: { kind: tickets, id: id, account: a, at: at, updated_at: up, recorded_at: rec } } ]
            """;
        var (facts, _) = await Importing.ImportAsync(Yaml, ("f.csv", "id,a,at,up,rec\nt1,acme,2024-01-01,2024-01-02,2024-01-03\nt2,acme,2024-01-01,,\n"));

        Assert.Equal((Instant.OfUtc(new DateOnly(2024, 1, 2)), Instant.OfUtc(new DateOnly(2024, 1, 3))), (facts[0].UpdatedAt!.Value, facts[0].RecordedAt!.Value));
        Assert.Equal((null, null), (facts[1].UpdatedAt, facts[1].RecordedAt));
    }

    [Fact]
    public async Task Progress_ends_with_all_rows_of_every_file()
    {
        using var folder = new TestFolder().Write("tickets.csv", Importing.Header + string.Concat(Enumerable.Range(0, 70_000).Select(i => $"t{i},a,,,,\n")));
        var told = new List<ImportProgress>();
        var report = new ImportReport();
        await foreach (var _ in new FolderSource(folder.Root, Importing.Map(Importing.Tickets), new Told(told)).ReadAsync(report, TestContext.Current.CancellationToken))
        {
            // Only the progress counts here.
        }

        Assert.Equal([("tickets.csv", 65_536L), ("tickets.csv", 70_000L)], told.Select(t => (t.File, t.Rows)));
        Assert.All(told, t => Assert.True(t.RowsPerSecond > 0));
    }

    [Fact]
    public async Task A_cancelled_import_stops()
    {
        using var folder = new TestFolder().Write("tickets.csv", Importing.Header + "t1,a,,,,\n");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BookFile.LoadAsync(folder.Root, Importing.Map(Importing.Tickets), cancellationToken: cancelled.Token));
    }

    private static Task<(List<Fact> Facts, ImportReport Report)> ImportAsync(string[] accounts, string[] subs, string[] usage) => Importing.ImportAsync(
        Company,
        ("accounts.csv", $"id,name,state,left\n{string.Join('\n', accounts)}"),
        ("subs.csv", $"id,account,plan,from,to,seats\r\n{string.Join("\r\n", subs)}\r\n"),
        ("usage.csv", $"id,sub,at,event\n{string.Join('\n', usage)}\n"));

    private static string Summary((List<Fact> Facts, ImportReport Report) import) => string.Join(
        '\n',
        [
            .. import.Facts.Select(Importing.Show).Order(StringComparer.Ordinal),
            $"{import.Report.Rejected} {import.Report.Duplicates}",
            .. import.Report.Taints.Select(t => t.ToString()),
        ]);

    private sealed class Told(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told.Add(value);
    }
}
