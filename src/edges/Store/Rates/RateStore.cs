using System.Globalization;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Rates;

/// <summary>The exchange table of each workspace.</summary>
public sealed class RateStore
{
    private readonly Engine _engine;

    internal RateStore(Engine engine) => _engine = engine;

    /// <summary>Adds rates; one for the same day and pair takes the place of an earlier one, others stay.</summary>
    public Task SaveAsync(string workspace, ExchangeRates rates, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await WorkspaceRow.EnsureAsync(session, workspace);
                using var insert = session.Prepare(
                    """
                    INSERT INTO exchange_rates (workspace, from_currency, to_currency, day, rate)
                    VALUES (@workspace, @from_currency, @to_currency, @day, @rate)
                    ON CONFLICT (workspace, from_currency, to_currency, day) DO UPDATE SET rate = excluded.rate
                    """,
                    "workspace", "from_currency", "to_currency", "day", "rate");
                foreach (var rate in rates.All)
                {
                    await insert.ExecuteAsync(workspace, rate.From, rate.To, Days.Text(rate.Date), rate.Rate.ToString(CultureInfo.InvariantCulture));
                }

                return rates.All.Length;
            },
            cancellationToken);
    }

    internal static async Task<ExchangeRates> LoadAsync(Session session, string workspace)
    {
        var rows = await session.QueryAsync<RateRow>(
            "SELECT from_currency AS FromCurrency, to_currency AS ToCurrency, day AS Day, rate AS Rate FROM exchange_rates WHERE workspace = @workspace",
            new { workspace });
        return ExchangeRates.Of(rows.Select(r =>
            new ExchangeRate(Days.Parse(r.Day), r.FromCurrency, r.ToCurrency, decimal.Parse(r.Rate, NumberStyles.Float, CultureInfo.InvariantCulture))));
    }

    private sealed class RateRow
    {
        public required string FromCurrency { get; init; }

        public required string ToCurrency { get; init; }

        public required string Day { get; init; }

        public required string Rate { get; init; }
    }
}
