using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Rows with a column for each thing that was counted.</summary>
public sealed class ColumnsTests
{
    private const string Entry = "kind: usage, account: account, at: week, columns: { as: event, into: quantity, names: [logins, exports] }";

    [Fact]
    public async Task Each_count_becomes_a_fact_and_nothing_counted_becomes_none()
    {
        var (facts, report) = await Importing.ImportAsync(
            $$"""
            mapping: m
            absent: [NULL]
            files: [ { file: u.csv, into: { {{Entry}}, fields: { user: who } } } ]
            """,
            ("u.csv", "account,week,who,logins,exports\na,2024-01-01,ann,3,0\nb,2024-01-01,,NULL,2.5\nc,2024-01-01,,, 0 \n"));

        Assert.True(report.IsClean);
        Assert.Equal(
            ["usage a  at 2024-01-01 user=ann event=logins quantity=3", "usage b  at 2024-01-01 event=exports quantity=2.5"],
            facts.Select(Importing.Show));
    }

    [Fact]
    public async Task A_bad_count_rejects_its_own_fact_only()
    {
        var (facts, report) = await Importing.ImportAsync(
            $"mapping: m\nfiles: [ {{ file: u.csv, into: {{ {Entry} }} }} ]", ("u.csv", "account,week,logins,exports\na,2024-01-01,many,7\n"));

        Assert.Equal(7, Assert.Single(facts)["quantity"].Number);
        Assert.Equal("u.csv:2: logins has 'many', expected a number such as 1234.5 (usage of account a)", Assert.Single(report.Files[0].Examples).ToString());
    }

    [Fact]
    public async Task A_wide_table_becomes_attributes_and_milestones_of_its_account_zero_included()
    {
        var (facts, report) = await Importing.ImportAsync(
            """
            mapping: m
            dates: dd-MM-yyyy
            files:
              - file: w.csv
                into:
                  - { kind: attributes, account: account, at: since, columns: { as: name, into: number, names: [employees] } }
                  - { kind: attributes, account: account, at: since, columns: { as: name, into: text, names: [region, erp] } }
                  - { kind: milestones, account: account, columns: { as: name, into: reached_at, names: [go_live, first_report] } }
            """,
            ("w.csv", "account,since,employees,region,erp,go_live,first_report\na,01-02-2024,0,EMEA,,29-02-2024,\n"));

        Assert.Empty(report.Files[0].Examples);
        Assert.Equal(
            [
                "attributes a employees at 2024-02-01 name=employees number=0",
                "attributes a region at 2024-02-01 name=region text=EMEA",
                "milestones a go_live at 2024-02-29 name=go_live reached_at=2024-02-29",
            ],
            facts.Select(Importing.Show));
    }

    [Theory]
    [InlineData("kind: usage, account: a, at: t, columns: { as: quantity, into: quantity, names: [x] }", "'as' cannot be 'quantity'")]
    [InlineData("kind: usage, account: a, at: t, columns: { as: event, into: user, names: [x] }", "'into' cannot be 'user'")]
    [InlineData("kind: usage, account: a, at: t, columns: { as: event, into: quantity }", "'names'")]
    [InlineData("kind: usage, account: a, at: t, columns: { as: event, into: quantity, names: [x, x] }", "'names' has a column twice.")]
    [InlineData("kind: usage, account: a, at: t, id: i, columns: { as: event, into: quantity, names: [x] }", "and without an 'id'")]
    [InlineData("kind: tickets, account: a, columns: { as: subject, into: csat, names: [x] }", "must be occurrences, attributes or milestones")]
    [InlineData("kind: attributes, account: a, columns: { as: name, into: name, names: [x] }", "'into' cannot be 'name'")]
    [InlineData("kind: attributes, account: a, id: i, columns: { as: name, into: text, names: [x] }", "and without an 'id'")]
    [InlineData("kind: usage, account: a, at: t, columns: { as: event, into: quantity, names: [x] }, fields: { event: e }", "'event' is filled by 'columns' and by 'fields'")]
    [InlineData("kind: usage, account: a, at: t, columns: [x]", "'columns'")]
    public void Columns_that_cannot_be_meant_are_told(string entry, string finding)
    {
        var result = MappingReader.Read($"mapping: m\nfiles: [ {{ file: u.csv, into: {{ {entry} }} }} ]");

        Assert.Null(result.Mapping);
        Assert.Contains(result.Findings, f => f.Message.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public void Facts_of_columns_are_of_the_kind_that_was_named() =>
        Assert.All(Importing.Map($"mapping: m\nfiles: [ {{ file: u.csv, into: {{ {Entry} }} }} ]").Files[0].Facts, f => Assert.Equal(FactKinds.Usage, f.Kind));
}
