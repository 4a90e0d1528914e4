using System.Text;
using Mainstay.Store;
using Mainstay.Web.Access;

namespace Mainstay.Web.Operating.Metrics;

/// <summary>Metrics for who may operate the server, or brings the token of the scraper.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // It counts from the start on, not from the first time that somebody looks.
        routes.ServiceProvider.GetRequiredService<MeterReader>();
        routes.MapGet(ScrapeToken.Path, async (MeterReader meters, Database database, CancellationToken cancellationToken) =>
        {
            var text = new StringBuilder();
            var waiting = await database.Health.WaitingAsync(cancellationToken);
            PrometheusText.Gauge(text, "mainstay_accounts_waiting", "Accounts that wait to be scored.", waiting.Accounts);
            PrometheusText.Gauge(text, "mainstay_jobs_waiting", "Jobs that wait or run.", waiting.Jobs);
            PrometheusText.Gauge(text, "mainstay_messages_waiting", "Messages that wait to be delivered.", waiting.Messages);
            foreach (var (instrument, series) in meters.Read())
            {
                PrometheusText.Append(text, instrument, series);
            }

            return TypedResults.Text(text.ToString(), PrometheusText.ContentType);
        })
        .Requires(Permission.Operate);
    }
}
