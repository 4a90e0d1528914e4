using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>How the text of a cell becomes a value.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("1e3", "1000")]
    [InlineData(" 7 ", "7")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("1,000", null)]
    [InlineData("1.234,5", null)]
    [InlineData("NaN", null)]
    [InlineData("1e999", null)]
    [InlineData("0x10", null)]
    [InlineData("12%", null)]
    [InlineData("(5)", null)]
    public Task A_number_is_written_with_a_decimal_point_and_nothing_else(string cell, string? value) =>
        Check("csat", "csat: x", "tickets", cell, value, "a number such as 1234.5");

    [Theory]
    [InlineData("1999", "1999")]
    [InlineData("-5", "-5")]
    [InlineData("1999.00", "1999")]
    [InlineData("19.99", null)]
    [InlineData("$5", null)]
    [InlineData("1e3", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("999999999999999999999999999999999999", null)]
    public Task Money_is_a_whole_number_of_minor_units(string cell, string? value) =>
        Check("amount", "amount: x", "invoices", cell, value, "a whole number of minor units such as 1999");

    [Theory]
    [InlineData("19.99", "1999")]
    [InlineData("0.1", "10")]
    [InlineData("2786", "278600")]
    [InlineData("19.999", null)]
    [InlineData("90071992547409.93", null)]
    public Task Major_units_of_money_are_multiplied_by_a_hundred(string cell, string? value) =>
        Check("amount", "amount: { column: x, unit: major }", "invoices", cell, value, "an amount such as 19.99, with at most two decimals");

    [Theory]
    [InlineData("JPY", "1999", "1999", "an amount such as 1999, for its currency has no decimals")]
    [InlineData("JPY", "1999.00", "1999", "")]
    [InlineData("JPY", "19.5", null, "an amount such as 1999, for its currency has no decimals")]
    [InlineData(" kwd ", "19.999", "19999", "")]
    [InlineData("KWD", "19.9999", null, "an amount such as 19.999, with at most three decimals")]
    [InlineData("CLF", "1.2345", "12345", "")]
    [InlineData("CLF", "1.23456", null, "an amount such as 19.9999, with at most four decimals")]
    [InlineData("EUR", "19.99", "1999", "")]
    [InlineData("", "19.99", "1999", "")]
    [InlineData("doubloons", "19.99", "1999", "")]
    public async Task Major_units_have_the_decimals_of_the_currency_that_the_fact_names(string currency, string cell, string? value, string expected)
    {
        await Check("amount", "amount: { column: x, unit: major }, currency: y", "invoices", cell, value, expected, currency);
        if (currency.Length > 0)
        {
            await Check("amount", $"amount: {{ column: x, unit: major }}, currency: {{ constant: \"{currency}\" }}", "invoices", cell, value, expected);
        }
    }

    [Fact]
    public void A_constant_in_major_units_needs_a_currency_that_is_constant_too()
    {
        Assert.Equal(["'mrr' is a constant in major units, but its currency comes from a column. Write it in minor units."],
            Findings("mrr: { unit: major, constant: 5 }, currency: c"));
        Assert.Equal(["The constant of 'mrr' must be an amount such as 1999, for its currency has no decimals, but is '5.5'."],
            Findings("mrr: { unit: major, constant: 5.5 }, currency: { constant: JPY }"));
        Assert.Empty(Findings("mrr: { unit: major, constant: 5.555 }, currency: { constant: KWD }"));
        Assert.Empty(Findings("mrr: { unit: major, constant: 5.55 }"));
    }

    [Theory]
    [InlineData("TRUE", "1")]
    [InlineData("Yes", "1")]
    [InlineData("1", "1")]
    [InlineData("t", "1")]
    [InlineData("Y", "1")]
    [InlineData("False", "0")]
    [InlineData("no", "0")]
    [InlineData("0", "0")]
    [InlineData("F", "0")]
    [InlineData("n", "0")]
    [InlineData("", "")]
    [InlineData("2", null)]
    [InlineData("on", null)]
    public Task A_flag_is_one_of_ten_words_in_any_case(string cell, string? value) =>
        Check("escalated", "escalated: x", "tickets", cell, value, "true, false, yes, no, 1 or 0");

    [Theory]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("2024-02-29T10:05", "2024-02-29T10:05:00Z")]
    [InlineData("2024-02-29 10:05:06", "2024-02-29T10:05:06Z")]
    [InlineData("2024-02-29T10:05:06.1234567Z", "2024-02-29T10:05:06.123456Z")]
    [InlineData("2024-02-29T10:05:06.5+02:00", "2024-02-29T08:05:06.500000Z")]
    [InlineData("2024-02-29T10:05:06-0530", "2024-02-29T15:35:06Z")]
    [InlineData("2024-02-29T10:05:06+02", "2024-02-29T08:05:06Z")]
    [InlineData("2023-02-29", null)]
    [InlineData("2024-13-01", null)]
    [InlineData("2024-1-1", null)]
    [InlineData("3/4/2024", null)]
    [InlineData("2024-02-29T24:00", null)]
    [InlineData("2024-02-29T10:05:60", null)]
    [InlineData("2024-02-29T10:05:06.Z", null)]
    [InlineData("2024-02-29T10:05:06+15:00", null)]
    [InlineData("2024-02-29T10:05:06 UTC", null)]
    [InlineData("0001-01-01T00:00:00+01:00", null)]
    [InlineData("２０２４-02-29", null)]
    public Task An_iso_time_is_read_strictly(string cell, string? value) =>
        Check("opened_at", "opened_at: x", "tickets", cell, value, "a time written as iso");

    [Theory]
    [InlineData("[dd-MM-yyyy]", "03-04-2024", "2024-04-03")]
    [InlineData("[iso, \"yyyy-MM-dd H:mm\"]", "2023-07-28 3:00", "2023-07-28T03:00:00Z")]
    [InlineData("[epoch_s]", "1700000000", "2023-11-14T22:13:20Z")]
    [InlineData("[epoch_s, epoch_ms]", "1700000000123", "2023-11-14T22:13:20.123000Z")]
    [InlineData("[\"dd.MM.yyyy HH:mm zzz\"]", "28.07.2023 03:00 +02:00", "2023-07-28T01:00:00Z")]
    [InlineData("[epoch_s]", "99999999999999", null)]
    [InlineData("[iso, dd-MM-yyyy]", "31-31-2024", null)]
    public Task Time_formats_are_tried_in_order(string formats, string cell, string? value) =>
        Check("opened_at", $"opened_at: {{ column: x, dates: {formats} }}", "tickets", cell, value, null);

    [Theory]
    [InlineData("urgent", "critical")]
    [InlineData("low", "low")]
    public Task Words_are_translated_and_others_pass(string cell, string? value) =>
        Check("priority", "priority: { column: x, words: { urgent: critical } }", "tickets", cell, value, null);

    [Theory]
    [InlineData("urgent", "critical")]
    [InlineData("", "")]
    [InlineData("low", null)]
    [InlineData("Urgent", null)]
    public Task With_strict_only_the_named_words_are_allowed(string cell, string? value) =>
        Check("priority", "priority: { column: x, words: { urgent: critical, high: high }, strict: true }", "tickets", cell, value, "one of high, urgent");

    [Theory]
    [InlineData("  Acme   Ltd ", "Acme   Ltd")]
    [InlineData("NULL", "")]
    [InlineData("null", "null")]
    public Task Text_loses_only_surrounding_space_and_the_absent_words_are_no_value(string cell, string? value) =>
        Check("subject", "subject: x", "tickets", cell, value, null);

    [Fact]
    public async Task Times_without_offset_are_read_in_the_zone_of_the_workspace()
    {
        const string Yaml = """
            mapping: m
            zone: Europe/Berlin
            files: [ { file: f.csv, into: { kind: tickets, account: a, id: a, fields: { opened_at: x } } } ]
            """;
        var (facts, _) = await Importing.ImportAsync(
            Yaml, ("f.csv", "a,x\ndate,2024-07-01\nlocal,2024-07-01 12:00\noffset,2024-07-01T12:00Z\nskipped,2024-03-31 02:30\ntwice,2024-10-27 02:30\n"));

        Assert.Equal(
            ["2024-06-30T22:00:00Z", "2024-07-01T10:00:00Z", "2024-07-01T12:00:00Z", "2024-03-31T01:00:00Z", "2024-10-27T00:30:00Z"],
            facts.Select(f => f.At.ToString()));
    }

    private static IEnumerable<string> Findings(string fields) => MappingReader.Read(
        $$"""
        mapping: m
        files: [ { file: f.csv, into: { kind: subscriptions, account: a, id: a, fields: { {{fields}} } } } ]
        """).Findings.Select(f => f.Message);

    // A value of null means that the row is rejected.
    private static async Task Check(string field, string mapping, string kind, string cell, string? value, string? expected, string currency = "")
    {
        var yaml = $$"""
            mapping: m
            absent: "NULL"
            files: [ { file: f.csv, into: { kind: {{kind}}, account: a, id: a, fields: { {{mapping}} } } } ]
            """;
        var (facts, report) = await Importing.ImportAsync(yaml, ("f.csv", $"a,x,y\nacme,\"{cell}\",\"{currency}\"\n"));

        if (value is not null)
        {
            Assert.Equal(value, Assert.Single(facts)[field].ToString());
            return;
        }

        Assert.Empty(facts);
        var rejected = Assert.Single(report.Files[0].Examples);
        Assert.Equal(("x", 2L, "acme", cell), (rejected.Field, rejected.Line, rejected.Account, rejected.Value));
        Assert.Equal(expected ?? rejected.Expected, rejected.Expected);
    }
}
