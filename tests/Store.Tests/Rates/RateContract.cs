using Mainstay.Core.Facts.Currencies;
using Mainstay.Store.Tests.Facts;

namespace Mainstay.Store.Tests.Rates;

public abstract class RateContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly DateOnly Day = new(2026, 1, 31);

    [Fact]
    public async Task A_book_has_the_rates_of_its_workspace_to_the_last_digit_and_none_of_another()
    {
        var rates = Of(
            new(Day, "EUR", "USD", 1.0834m), new(Day.AddDays(-1), "EUR", "USD", 1.08m), new(Day, "USD", "JPY", ExchangeRate.Least),
            new(Day, "KWD", "JPY", ExchangeRate.Most), new(new(1, 1, 1), "CHF", "EUR", 0.123456789012345678901234567m), new(new(9999, 12, 31), "EUR", "CHF", 1.10m));
        await Store.Rates.SaveAsync("w", rates, Ct);
        await Store.Rates.SaveAsync("x", Of(new ExchangeRate(Day, "EUR", "USD", 7m)), Ct);

        Assert.Equal(rates.All.AsEnumerable(), await LoadAsync("w"));
        Assert.Equal([new ExchangeRate(Day, "EUR", "USD", 7m)], await LoadAsync("x"));
        Assert.Empty(await LoadAsync("nobody"));
    }

    [Fact]
    public async Task A_later_rate_of_a_day_and_pair_takes_the_place_of_the_earlier_and_others_stay()
    {
        var (kept, inverse) = (new ExchangeRate(Day.AddDays(-1), "EUR", "USD", 1.08m), new ExchangeRate(Day, "USD", "EUR", 0.9m));
        await Store.Rates.SaveAsync("w", Of(kept, inverse, new(Day, "EUR", "USD", 1.0834m)), Ct);
        await Store.Rates.SaveAsync("w", Of(new ExchangeRate(Day, "EUR", "USD", 1.09m)), Ct);
        await Store.Rates.SaveAsync("w", ExchangeRates.None, Ct);

        Assert.Equal([kept, new ExchangeRate(Day, "EUR", "USD", 1.09m), inverse], await LoadAsync("w"));
    }

    [Fact]
    public async Task Every_way_of_reading_accounts_brings_the_rates()
    {
        var rate = new ExchangeRate(Day, "EUR", "USD", 1.0834m);
        await Store.Rates.SaveAsync("w", Of(rate), Ct);
        await AddFactAsync("w");

        Assert.Equal([rate], Assert.Single((await Store.Facts.LoadBookAsync("w", Ct)).Accounts).Rates.All.AsEnumerable());
        Assert.Equal([rate], (await Store.Facts.LoadAccountAsync("w", "acme", Ct))!.Rates.All.AsEnumerable());
    }

    [Fact]
    public async Task Rates_need_a_workspace() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Rates.SaveAsync("", ExchangeRates.None, Ct));

    // A book is asked of its accounts: one with a fact says what the workspace's table is.
    private async Task<IEnumerable<ExchangeRate>> LoadAsync(string workspace)
    {
        await AddFactAsync(workspace);
        return Assert.Single((await Store.Facts.LoadBookAsync(workspace, Ct)).Accounts).Rates.All;
    }

    private async Task AddFactAsync(string workspace) => await
        Store.Facts.AppendAsync(workspace, new[] { FactSamples.Usage("acme", 1) }.ToAsyncEnumerable(), DateTimeOffset.UnixEpoch, null, Ct);

    private static ExchangeRates Of(params ExchangeRate[] rates) => ExchangeRates.Of(rates);
}
