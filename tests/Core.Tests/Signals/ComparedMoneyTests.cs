using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

/// <summary>Conditions, changes and lists look at what amounts are worth, not at their digits.</summary>
public sealed class ComparedMoneyTests
{
    private static readonly ReportingCurrency Euro = new("EUR");

    private static readonly ExchangeRates Rates = ExchangeRates.Of(
        [new(new(2026, 1, 1), "EUR", "USD", 2m), new(new(2026, 2, 1), "EUR", "USD", 4m), new(new(2026, 1, 1), "EUR", "JPY", 150m)]);

    [Theory]
    [InlineData("\">= 600\"", 1)]
    [InlineData("\"<= 500\"", 2)]
    [InlineData("\"!= 1\"", 3)]
    [InlineData("10", 1)]
    [InlineData("present", 4)]
    [InlineData("absent", 0)]
    public void A_condition_compares_amounts_in_the_models_currency_and_one_without_a_rate_passes_none(string amount, double count)
    {
        var scene = Scene(FactKinds.Invoices,
            "{ id: '1', due_at: 2026-01-05, at: 2026-01-05, amount: 1000, currency: USD }", "{ id: '2', due_at: 2026-01-05, at: 2026-01-05, amount: 1000 }",
            "{ id: '3', due_at: 2026-01-05, at: 2026-01-05, amount: 900, currency: CHF }", "{ id: '4', due_at: 2026-01-05, at: 2026-01-05, amount: 15, currency: JPY }");
        Assert.Equal(count, Read(scene, $"{{ count: invoices, where: {{ amount: {amount} }} }}", Euro, new(2026, 1, 20)));
    }

    [Fact]
    public void Without_a_currency_of_the_model_a_condition_takes_amounts_as_they_stand() => Assert.Equal(
        1d, Read(Scene(FactKinds.Invoices, "{ id: '1', at: 2026-01-05, due_at: 2026-01-05, amount: 1000, currency: USD }"), "{ count: invoices, where: { amount: \">= 600\" } }", null, new(2026, 1, 20)));

    [Theory]
    [InlineData(1, 20, 1)]
    [InlineData(2, 10, 0)]
    public void What_has_held_since_ever_is_worth_what_the_day_says(int month, int day, double count) => Assert.Equal(
        count, Read(Undated("{ id: acme, at: 2026-01-01, arr: 1000, currency: USD }"), "{ count: companies, where: { arr: \">= 400\" } }", Euro, new(2026, month, day)));

    [Theory]
    [InlineData("mrr: 1000, currency: USD", "mrr: 1000, currency: USD, plan: b", "any", 0)]
    [InlineData("mrr: 1000, currency: USD", "mrr: 1100, currency: usd", "up", 1)]
    [InlineData("mrr: 1000, currency: USD", "mrr: 250, currency: EUR", "up", 0)]
    [InlineData("mrr: 1000, currency: USD", "mrr: 450, currency: EUR", "down", 1)]
    [InlineData("mrr: 1000, currency: USD", "mrr: 500", "any", 0)]
    [InlineData("mrr: 1000, currency: CHF", "mrr: 10, currency: EUR", "any", 0)]
    public void A_change_of_rates_is_no_change_of_an_amount_and_two_currencies_are_compared_by_their_worth(string before, string after, string direction, double count)
    {
        var scene = Scene(FactKinds.Subscriptions, $"{{ id: '1', at: 2026-01-05, {before} }}", $"{{ id: '1', at: 2026-02-05, {after} }}");
        Assert.Equal(count, Read(scene, $"{{ changed: mrr, in: subscriptions, window: 30d{(direction == "any" ? "" : $", direction: {direction}")} }}", Euro, new(2026, 2, 20)));
    }

    [Fact]
    public void A_list_is_set_in_order_by_an_arr_in_the_models_currency()
    {
        var history = Scene(FactKinds.Companies, "{ id: acme, at: 2026-01-05, arr: 1000, currency: USD }").History();
        var point = PointInTime.At(Instant.OfUtc(new DateOnly(2026, 1, 20)));

        Assert.Equal((500, "EUR"), CompanyProfile.At(history, point, Euro) is var converted ? (converted.Arr!.Value, converted.Currency) : default);
        Assert.Equal((1000, "USD"), CompanyProfile.At(history, point, null) is var asItStands ? (asItStands.Arr!.Value, asItStands.Currency) : default);
        Assert.Null(CompanyProfile.At(history, point, new ReportingCurrency("CHF")).Arr);
    }

    private static Scene Scene(FactKind kind, params string[] facts) => Facts.Scene.Utc.With(kind, facts).Change(builder => builder.Exchange(Rates));

    private static Scene Undated(string company) =>
        Facts.Scene.Utc.With([FactText.Of(FactKinds.Companies, company) with { At = Instant.MinValue }]).Change(builder => builder.Exchange(Rates));

    private static double? Read(Scene scene, string measure, ReportingCurrency? currency, DateOnly day) =>
        SignalReader.Read(Facts.Scene.MeasureOf(measure, currency), scene.History(), PointInTime.At(Instant.OfUtc(day))).ValueOrNull;
}
