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

    [Theory]
    [InlineData("kind: usage, account: a, at: t, columns: { as: quantity, into: quantity, names: [x] }", "'as' cannot be 'quantity'")]
    [InlineData("kind: usage, account: a, at: t, columns: { as: event, into: user, names: [x] }", "'into' cannot be 'user'")]
    [InlineData("kind: usage, account: a, at: t, columns: { as: event, into: quantity }", "'names'")]
    [InlineData("kind: usage, account: a, at: t, columns: { as: event, into: quantity, names: [x, x] }", "'names' has a column twice.")]
    [InlineData("kind: usage, account: a, at: t, id: i, columns: { as: event, into: quantity, names: [x] }", "occurrences without an 'id'")]
    [InlineData("kind: tickets, account: a, columns: { as: subject, into: csat, names: [x] }", "occurrences without an 'id'")]
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
