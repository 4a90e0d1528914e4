using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Tests.Facts.Currencies;

public sealed class ReportingCurrencyTests
{
    private const string Paid = "{ sum: amount, in: payments }";

    [Fact]
    public void Each_amount_is_rounded_half_to_even_before_it_is_added() =>
        Assert.Equal(4.0, Sum([Rate("2026-01-01", "USD", "EUR", 0.5m)], ["{ at: 2026-01-05, amount: 5, currency: USD }", "{ at: 2026-01-05, amount: 3, currency: USD }"]));

    [Theory]
    [InlineData("JPY", 200, "EUR", "0.0062", 124)]
    [InlineData("KWD", 1000, "EUR", "3", 300)]
    [InlineData("EUR", 1000, "JPY", "160.5", 1605)]
    [InlineData("JPY", 1000, "KWD", "0.002", 2000)]
    public void Minor_units_are_as_small_as_their_currency_makes_them(string from, int amount, string to, string rate, double expected) =>
        Assert.Equal(expected, Sum([Rate("2026-01-01", from, to, decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture))], [$"{{ at: 2026-01-05, amount: {amount}, currency: {from} }}"], to));

    [Fact]
    public void The_rate_is_the_latest_at_or_before_the_day_of_the_fact() =>
        Assert.Equal(200.0, Sum([Rate("2026-01-04", "USD", "EUR", 1), Rate("2026-01-05", "USD", "EUR", 2), Rate("2026-01-06", "USD", "EUR", 4)], ["{ at: 2026-01-05, amount: 100, currency: USD }"]));

    [Fact]
    public void A_rate_is_turned_round_where_only_its_inverse_is_known() =>
        Assert.Equal(50.0, Sum([Rate("2026-01-05", "EUR", "USD", 2)], ["{ at: 2026-01-05, amount: 100, currency: USD }"]));

    [Fact]
    public void Two_rates_are_crossed_where_no_fresh_one_is_known() =>
        Assert.Equal(150.0, Sum(
            [Rate("2025-01-01", "GBP", "EUR", 9), Rate("2026-01-05", "GBP", "USD", 3), Rate("2026-01-05", "EUR", "USD", 2)], ["{ at: 2026-01-05, amount: 100, currency: GBP }"]));

    [Theory]
    [InlineData("2025-12-05", 200.0)]
    [InlineData("2025-12-04", MissingReason.Stale)]
    [InlineData("2026-01-06", MissingReason.Absent)]
    public void A_rate_counts_for_31_days_and_never_before_its_day(string date, object expected) =>
        Assert.Equal(expected, Sum([Rate(date, "USD", "EUR", 2)], ["{ at: 2026-01-05, amount: 100, currency: USD }"]));

    [Fact]
    public void A_missing_rate_is_told_in_words()
    {
        var reading = Read([Rate("2025-01-01", "USD", "EUR", 2)], ["{ at: 2026-01-05, amount: 100, currency: USD }"], new("EUR"));
        Assert.Equal("the latest rate from USD to EUR is of 2025-01-01, more than 31 days before 2026-01-05", Assert.IsType<Reading.Missing>(reading).Because);
        reading = Read([], ["{ at: 2026-01-05, amount: 100, currency: usd }"], new("EUR"));
        Assert.Equal("no rate from USD to EUR by 2026-01-05", Assert.IsType<Reading.Missing>(reading).Because);
    }

    [Theory]
    [InlineData("amounts in EUR and USD; the model names no currency", "EUR", "USD")]
    [InlineData("amounts in EUR and no named currency; the model names no currency", "EUR", null)]
    [InlineData("amounts in CHF, EUR, GBP and others; the model names no currency", "USD", "EUR", "GBP", "CHF")]
    public void Different_currencies_are_not_added_without_one_of_the_model(string because, params string?[] currencies)
    {
        var reading = Read([], [.. currencies.Select(c => $"{{ at: 2026-01-05, amount: 100{(c is null ? "" : $", currency: {c}")} }}")], null);
        Assert.Equal(because, Assert.IsType<Reading.Missing>(reading).Because);
    }

    [Fact]
    public void One_currency_everywhere_needs_nothing() =>
        Assert.Equal(new Reading.Observed(300), Read([], ["{ at: 2026-01-05, amount: 100, currency: USD }", "{ at: 2026-01-05, amount: 200, currency: usd }"], null));

    [Fact]
    public void The_arr_that_a_roll_up_weighs_by_is_converted()
    {
        var history = Scene.Utc.With(FactKinds.Companies, "{ at: 2026-01-05, arr: 1000, currency: USD }").Change(b => b.Exchange(ExchangeRates.Of([Rate("2026-01-01", "USD", "EUR", 0.9m)]))).History();
        Assert.Equal(900, RollupMember.At(history, Scene.Point("2026-02-01"), [], new("EUR")).Arr);
        Assert.Null(RollupMember.At(history, Scene.Point("2026-02-01"), [], new("GBP")).Arr);
        Assert.Equal(1000, RollupMember.At(history, Scene.Point("2026-02-01"), [], null).Arr);
    }

    private static object Sum(ExchangeRate[] rates, string[] payments, string to = "EUR") => Read(rates, payments, new(to)) switch
    {
        Reading.Observed observed => observed.Value,
        Reading.Missing missing => missing.Reason,
        _ => throw new InvalidOperationException(),
    };

    private static Reading Read(ExchangeRate[] rates, string[] payments, ReportingCurrency? currency) => SignalReader.Read(
        Scene.MeasureOf(Paid, currency),
        Scene.Utc.With(FactKinds.Payments, payments).Change(b => b.Exchange(ExchangeRates.Of(rates))).History(),
        Scene.Point("2026-02-01"));

    private static ExchangeRate Rate(string date, string from, string to, decimal rate) =>
        new(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), from, to, rate);
}
