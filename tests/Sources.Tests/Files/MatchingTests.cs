using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Rows that say by an address or a domain whose they are, and those that are nobody's.</summary>
public sealed class MatchingTests
{
    private const string Mapping = """
        mapping: desk
        accounts: ANY
        files:
          - file: tickets.csv
            into: { kind: tickets, id: id, account: [company, { email: requester }, { domain: site }], fields: { opened_at: opened, contact: requester } }
          - file: payments.csv
            into: { kind: payments, account: { email: payer }, at: at, fields: { amount: amount } }
          - file: people.csv
            into:
              - { kind: contacts, id: id, account: company, fields: { email: email, is_primary: { constant: yes } } }
              - { kind: contacts, id: id, account: other, where: { other: { not: "" } }, fields: { email: email } }
          - file: companies.csv
            into: { kind: companies, account: id, fields: { name: name, domain: domains } }
        """;

    private static readonly (string, string) Companies = ("companies.csv", "id,name,domains\nacme,Acme,acme.com acme.de\nbolt,Bolt,bolt.example\ntwin,Twin,bolt.example\n");
    private static readonly (string, string) People = ("people.csv", "id,email,company,other\np1,anna@home.example,acme,bolt\np2,ben@gmail.com,bolt,\n");
    private static readonly (string, string) Payments = ("payments.csv", "payer,at,amount\nAnna@home.example,2024-01-01,100\nben+pay@gmail.com,2024-01-02,200\nnew@acme.de,2024-01-03,300\nwho@gmail.com,2024-01-04,400\n");

    private static readonly string Tickets = """
        id,company,requester,site,opened
        t1,acme,ben@gmail.com,,2024-01-01
        t2,,ben@gmail.com,,2024-01-01
        t3,,sue@acme.com,,2024-01-01
        t4,,sue@bolt.example,acme.com,2024-01-01
        t5,,who@nowhere.example,https://www.acme.de/,2024-01-01
        t6,,,,2024-01-01
        t7,,who@gmail.com,,2024-01-01
        t8,,not an address,,2024-01-01
        t9,zeta,,,2024-01-01
        t10,,who@nowhere.example,,never
        """ + "\n";

    [Fact]
    public async Task Tickets_and_payments_that_name_only_a_person_reach_the_company()
    {
        var (facts, report) = await ImportAsync("any");

        Assert.Equal(["t1 acme", "t2 bolt", "t3 acme", "t5 acme", "t9 zeta"], facts.Where(f => f.Kind == FactKinds.Tickets).Select(f => $"{f.Id} {f.Account}"));
        Assert.Equal(["acme 100", "bolt 200", "acme 300"], facts.Where(f => f.Kind == FactKinds.Payments).Select(f => $"{f.Account} {f["amount"]}"));
        Assert.Equal(
            [
                "tickets.csv:5: requester has 'sue@bolt.example': domain of several companies (tickets)",
                "tickets.csv:7: company has '': nothing to go by (tickets)",
                "tickets.csv:8: requester has 'who@gmail.com': public domain (tickets)",
                "tickets.csv:9: requester has 'not an address': no e-mail address or domain (tickets)",
            ],
            report.Files[0].UnmatchedExamples.Select(e => e.ToString()));
        Assert.Equal("tickets.csv:11: opened has 'never', expected a time written as iso (tickets)", Assert.Single(report.Files[0].Examples).ToString());
        Assert.Equal((10L, 5L, 4L, 1L), (report.Files[0].Rows, report.Files[0].Facts, report.Files[0].Unmatched, report.Files[0].Rejected));
        Assert.Equal((5d / 9, 0.75), (report.Files[0].Attached, report.Files[1].Attached));
        Assert.False(report.IsClean);
    }

    [Fact]
    public async Task With_known_accounts_an_id_that_no_company_has_is_unmatched_and_the_next_way_is_tried()
    {
        var (facts, report) = await ImportAsync("known");

        Assert.DoesNotContain(facts, f => f.Account == "zeta");
        Assert.Equal("tickets.csv:10: company has 'zeta': unknown id (tickets)", report.Files[0].UnmatchedExamples[^1].ToString());
        Assert.Equal(1, report.Files[0].UnmatchedBy[UnmatchedReason.UnknownId]);
    }

    [Fact]
    public async Task What_was_known_before_the_import_is_known_in_it()
    {
        var known = new AccountDirectory();
        using var folder = new TestFolder().Write("tickets.csv", "id,who\nt1,anna@acme.com\n");
        known.Learn((await Importing.ImportAsync("mapping: a\nfiles:\n  - { file: c.csv, into: { kind: companies, account: id, fields: { domain: d } } }", ("c.csv", "id,d\nacme,acme.com\n"))).Facts[0]);
        var mapping = Importing.Map("mapping: b\nfiles:\n  - { file: tickets.csv, into: { kind: tickets, id: id, account: { email: who } } }");
        var claimed = new List<ClaimedFact>();
        var facts = new List<Fact>();
        await foreach (var fact in new FolderSource(folder.Root, mapping) { Known = known, Claimed = claimed.Add, TellsFound = true }.ReadAsync(new ImportReport(), TestContext.Current.CancellationToken))
        {
            facts.Add(fact);
        }

        Assert.Equal("acme", Assert.Single(facts).Account);
        Assert.Equal(new AccountClaim.Email("anna@acme.com"), Assert.Single(Assert.Single(claimed).Claims));
    }

    [Fact]
    public async Task An_account_of_Salesforce_is_one_however_its_id_is_written()
    {
        const string yaml = """
            mapping: sf
            files:
              - { file: a.csv, into: { kind: companies, account: id } }
              - { file: b.csv, into: { kind: tickets, id: id, account: account } }
            """;
        using var folder = new TestFolder().Write("a.csv", "id\n001A0000006Vm9uIAC\n").Write("b.csv", "id,account\nt1,001A0000006Vm9u\nt2,001a0000006vm9uiac\nt3,001A0000006Vm9uIAC\n");
        var (book, _) = await BookFile.LoadAsync(folder.Root, Importing.Map(yaml), cancellationToken: TestContext.Current.CancellationToken);

        var account = Assert.Single(book.Accounts);
        Assert.Equal(("001A0000006Vm9uIAC", 3), (account.AccountId, account[FactKinds.Tickets].Count));
        Assert.All((await Importing.ImportAsync(folder, Importing.Map(yaml))).Facts, f => Assert.Equal("001A0000006Vm9uIAC", f.Account));
    }

    [Theory]
    [InlineData("{ email: who, domain: site }", "A way to find the account is one thing: 'email' stands alone. Write several ways as a list.")]
    [InlineData("[]", "'account' is empty. Name the column with the account's id, or ways such as { email: requester }.")]
    [InlineData("[who, who]", "'account' names the column 'who' twice in the same way.")]
    [InlineData("{ mail: who }", "'account' has no 'mail'. Did you mean 'email'?")]
    public void Mistakes_in_a_way_are_told(string account, string message) =>
        Assert.Contains(message, string.Join('\n', MappingReader.Read($"mapping: a\nfiles:\n  - {{ file: a.csv, into: {{ kind: tickets, id: id, account: {account} }} }}").Findings), StringComparison.Ordinal);

    [Theory]
    [InlineData("kind: companies, account: { email: who }", "Companies need the column with their id")]
    [InlineData("kind: contacts, id: id, account: { email: who }", "Contacts make e-mail addresses known, so they are not found by them.")]
    public void Companies_and_contacts_are_not_found_by_what_they_make_known(string entry, string message) =>
        Assert.Contains(message, string.Join('\n', MappingReader.Read($"mapping: a\nfiles:\n  - {{ file: a.csv, into: {{ {entry} }} }}").Findings), StringComparison.Ordinal);

    private static Task<(List<Fact> Facts, ImportReport Report)> ImportAsync(string accounts) =>
        Importing.ImportAsync(Mapping.Replace("ANY", accounts, StringComparison.Ordinal), ("tickets.csv", Tickets), Payments, People, Companies);
}
