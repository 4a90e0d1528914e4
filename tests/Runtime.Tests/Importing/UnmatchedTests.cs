using Mainstay.Core.Facts;
using Mainstay.Runtime.Importing;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Store;
using Mainstay.Store.Audit;

namespace Mainstay.Runtime.Tests.Importing;

/// <summary>Facts that are nobody's when they come, and whose they are later.</summary>
public sealed class UnmatchedTests
{
    private const string Desk = """
        mapping: desk
        files:
          - file: tickets.csv
            into: { kind: tickets, id: id, account: { email: who }, fields: { opened_at: opened, contact: who } }
          - file: usage.csv
            into: { kind: usage, account: { email: user }, at: at, fields: { event: event } }
          - file: notes.csv
            into: { kind: assessments, account: { domain: site }, fields: { note: note } }

        """;

    private const string Crm = """
        mapping: crm
        files:
          - file: companies.csv
            into: { kind: companies, account: id, fields: { name: name, domain: domain } }
          - file: people.csv
            into: { kind: contacts, id: email, account: company, fields: { email: email } }

        """;

    private static readonly string[] Whole = ["assessments 1", "companies 1", "contacts 1", "tickets 2", "usage 3"];

    [Fact]
    public async Task Facts_that_came_before_their_account_are_attached_when_it_comes()
    {
        await using var place = await Place.CreateAsync();
        var (added, unmatched, attached) = await place.ImportAsync(Desk);
        Assert.Equal((0L, 8L, 0L), (added, unmatched, attached));
        Assert.Equal(8, (await place.ListAsync()).Length);

        (added, _, attached) = await place.ImportAsync(Crm);
        Assert.Equal((2L, 6L), (added, attached));
        Assert.Equal(["tickets.csv:4 public domain", "tickets.csv:5 nothing to go by"], await place.ListAsync());
        Assert.Equal(Whole, await place.HistoryAsync());
    }

    [Fact]
    public async Task The_order_of_imports_makes_no_difference_and_importing_again_adds_nothing()
    {
        await using var one = await Place.CreateAsync();
        await using var two = await Place.CreateAsync();
        await one.ImportAsync(Crm);
        await one.ImportAsync(Desk);
        await two.ImportAsync(Desk);
        await two.ImportAsync(Crm);
        Assert.Equal(await one.HistoryAsync(), await two.HistoryAsync());
        Assert.Equal(await one.ListAsync(), await two.ListAsync());

        foreach (var mapping in (string[])[Desk, Crm, Desk])
        {
            var (added, _, attached) = await two.ImportAsync(mapping);
            Assert.Equal((0L, 0L), (added, attached));
        }

        Assert.Equal(await one.HistoryAsync(), await two.HistoryAsync());
        Assert.Equal(await one.ListAsync(), await two.ListAsync());
    }

    [Fact]
    public async Task What_finds_its_account_by_being_imported_again_is_there_once()
    {
        await using var place = await Place.CreateAsync();
        await place.ImportAsync(Desk);
        var (added, _, attached) = await place.ImportAsync(Desk + Crm[Crm.IndexOf("  - file", StringComparison.Ordinal)..]);

        Assert.Equal((8L, 6L), (added, attached));
        Assert.Equal(Whole, await place.HistoryAsync());
        Assert.Equal(2, (await place.ListAsync()).Length);
    }

    [Fact]
    public async Task A_row_that_a_person_has_mended_leaves_the_list()
    {
        await using var place = await Place.CreateAsync();
        await place.ImportAsync(Crm);
        await place.ImportAsync(Desk);
        place.Write("tickets.csv", "id,who,opened\nt3,x@yahoo.com,2024-01-03\nt4,anna@acme.com,2024-01-04\n");
        var (added, _, attached) = await place.ImportAsync(Desk);

        Assert.Equal((1L, 1L), (added, attached));
        Assert.Equal(["tickets.csv:2 public domain"], await place.ListAsync());
    }

    [Fact]
    public async Task A_person_says_whose_a_fact_is()
    {
        await using var place = await Place.CreateAsync();
        await place.ImportAsync(Crm);
        await place.ImportAsync(Desk);
        var stop = TestContext.Current.CancellationToken;
        var kept = await place.Database.Unmatched.ListAsync("w", 0, 100, stop);

        Assert.Equal(1, await place.Database.Unmatched.AttachAsync("w", [kept[0].Key], "acme", Actor.Mainstay(DateTimeOffset.UnixEpoch), stop));
        Assert.Equal(0, await place.Database.Unmatched.AttachAsync("w", [kept[0].Key], "acme", Actor.Mainstay(DateTimeOffset.UnixEpoch), stop));
        Assert.Equal(["tickets.csv:5 nothing to go by"], await place.ListAsync());
        Assert.Contains("tickets 3", await place.HistoryAsync());
        Assert.Empty(await place.Database.Unmatched.ListAsync("other", 0, 100, stop));
    }

    [Fact]
    public async Task Equal_rows_without_an_id_that_find_their_account_at_different_times_stay_as_many()
    {
        await using var place = await Place.CreateAsync();
        await place.ImportAsync(Desk);
        place.Write("people.csv", "email,company\n");
        await place.ImportAsync(Crm);
        Assert.Contains("usage 2", await place.HistoryAsync());

        place.Write("people.csv", "email,company\nben@home.example,acme\n");
        await place.ImportAsync(Crm);
        Assert.Contains("usage 3", await place.HistoryAsync());
        await place.ImportAsync(Desk);
        Assert.Contains("usage 3", await place.HistoryAsync());
    }

    /// <summary>A folder and a database.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("mainstay-unmatched-").FullName;

        private Place(Database database)
        {
            Database = database;
            Write("tickets.csv", "id,who,opened\nt1,anna@acme.com,2024-01-01\nt2,ben@home.example,2024-01-02\nt3,x@gmail.com,2024-01-03\nt4,,2024-01-04\n");
            Write("usage.csv", "user,at,event\nanna@acme.com,2024-01-05,login\nben@home.example,2024-01-05,login\nanna@acme.com,2024-01-05,login\n");
            Write("notes.csv", "site,note\nacme.com,fine\n");
            Write("companies.csv", "id,name,domain\nacme,Acme,acme.com\n");
            Write("people.csv", "email,company\nben@home.example,acme\n");
        }

        public Database Database { get; }

        public static async Task<Place> CreateAsync() => new(await Database.OpenAsync(":memory:", TestContext.Current.CancellationToken));

        public void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

        public async Task<(long Added, long Unmatched, long Attached)> ImportAsync(string yaml)
        {
            var read = MappingReader.Read(yaml);
            Assert.Empty(read.Findings);
            var result = await FolderImport.RunAsync(
                Database, "w", _folder, read.Mapping!, Actor.Mainstay(DateTimeOffset.UnixEpoch), TimeProvider.System, unmatched: null, progress: null, TestContext.Current.CancellationToken);
            return (result.Written!.Added, result.Report.Unmatched, result.Attached);
        }

        public async Task<string[]> ListAsync() =>
            [.. (await Database.Unmatched.ListAsync("w", 0, 100, TestContext.Current.CancellationToken)).Select(u => $"{u.File}:{u.Line} {u.Reason}")];

        public async Task<string[]> HistoryAsync()
        {
            var book = await Database.Facts.LoadBookAsync("w", TestContext.Current.CancellationToken);
            Assert.Equal("acme", Assert.Single(book.Accounts).AccountId);
            return [.. FactKinds.All.Where(k => book.Accounts[0][k].Count > 0).Select(k => $"{k} {book.Accounts[0][k].Count}").Order(StringComparer.Ordinal)];
        }

        public async ValueTask DisposeAsync()
        {
            await Database.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
