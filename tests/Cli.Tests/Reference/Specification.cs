using System.Globalization;

namespace Mainstay.Cli.Tests.Reference;

/// <summary>
/// The reference workload a second time: written from shared/peers/spec.md over the files, by plain loops, with nothing of
/// Mainstay's in it. Slow and obvious.
/// </summary>
internal sealed class Specification
{
    private const double Day = 86400;
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    public Specification(string folder)
    {
        foreach (var row in Rows(folder, "subscriptions.csv"))
        {
            Of(row).Terms.Add((Seconds(row["start_date"]), Seconds(row["end_date"])));
        }

        foreach (var row in Rows(folder, "seats.csv"))
        {
            Of(row).Seats.Add((Seconds(row["effective_date"]), double.Parse(row["seats"], CultureInfo.InvariantCulture)));
        }

        foreach (var row in Rows(folder, "payments.csv"))
        {
            Of(row).Invoices.Add((Seconds(row["due_date"]), Seconds(row["paid_at"]), double.Parse(row["amount_cents"], CultureInfo.InvariantCulture)));
        }

        foreach (var row in Rows(folder, "tickets.csv"))
        {
            Of(row).Tickets.Add((Seconds(row["opened_at"]), Seconds(row["closed_at"]), row["priority"]));
        }

        foreach (var row in Rows(folder, "surveys.csv"))
        {
            Of(row).Answers.Add((Seconds(row["answered_at"]), row["survey_id"], double.Parse(row["nps"], CultureInfo.InvariantCulture)));
        }

        foreach (var row in Rows(folder, "events.csv"))
        {
            Of(row).Events.Add((Seconds(row["ts"]), row["user_id"], row["event"]));
        }
    }

    /// <summary>The row of every account whose term holds at the midnight: signal to value, null when missing, and "score".</summary>
    public IEnumerable<(string Account, Dictionary<string, double?> Row)> At(DateOnly day)
    {
        var t = Seconds(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var (id, account) in _accounts.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            foreach (var (_, end) in account.Terms.Where(term => term.Start <= t && t < term.End))
            {
                yield return (id, Row(account, t, end));
            }
        }
    }

    private static Dictionary<string, double?> Row(Account a, double t, double end)
    {
        var week = a.Events.Where(e => t - 7 * Day <= e.At && e.At < t).ToList();
        var month = a.Events.Where(e => t - 30 * Day <= e.At && e.At < t).ToList();
        var before = a.Events.Count(e => t - 60 * Day <= e.At && e.At < t - 30 * Day);
        var users = month.Select(e => e.User).Distinct().Count();
        var seats = a.Seats.Where(s => s.From <= t).OrderBy(s => s.From).Select(s => (double?)s.Count).LastOrDefault();
        var last = a.Events.Where(e => e.At < t).Select(e => (double?)e.At).Max();
        var (sumY, sumXy) = (0.0, 0.0);
        for (var x = 0; x < 28; x++)
        {
            var y = a.Events.Count(e => t - (28 - x) * Day <= e.At && e.At < t - (27 - x) * Day);
            (sumY, sumXy) = (sumY + y, sumXy + (double)x * y);
        }

        var solved = a.Tickets.Where(k => t - 90 * Day <= k.Closed && k.Closed < t).ToList();
        var answers = a.Answers.Where(s => t - 180 * Day <= s.At && s.At < t).OrderBy(s => s.At).ThenBy(s => s.Id, StringComparer.Ordinal).ToList();
        var row = new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["usage_7d"] = week.Count,
            ["usage_30d"] = month.Count,
            ["users_7d"] = week.Select(e => e.User).Distinct().Count(),
            ["users_30d"] = users,
            ["seat_util"] = users / seats,
            ["recency_days"] = last is { } at ? t / Day - Math.Floor(at / Day) : null,
            ["slope_28d"] = (28 * sumXy - 378 * sumY) / 51156,
            ["change_30d"] = before == 0 ? null : (double)month.Count / before,
            ["features_30d"] = month.Select(e => e.Event).Distinct().Count(),
            ["open_critical"] = a.Tickets.Count(k => k.Priority == "critical" && k.Opened <= t && t < k.Closed),
            ["resolution_h_90d"] = solved.Count == 0 ? null : solved.Sum(k => k.Closed - k.Opened) / (solved.Count * 3600.0),
            ["last_nps"] = answers.Count == 0 ? null : answers[^1].Nps,
            ["overdue_cents"] = a.Invoices.Where(i => i.Due <= t && t < i.Paid).Sum(i => i.Amount),
            ["days_to_renewal"] = (end - t) / Day,
        };
        row["score"] = Score(row);
        return row;
    }

    private static double? Score(Dictionary<string, double?> row)
    {
        (string Signal, double Lo, double Hi, double Weight)[] table =
        [
            ("seat_util", 0, 0.8, 20), ("recency_days", 30, 1, 10), ("slope_28d", -2, 2, 5), ("change_30d", 0.5, 1.2, 15),
            ("features_30d", 0, 15, 10), ("open_critical", 3, 0, 10), ("resolution_h_90d", 96, 4, 5), ("last_nps", 0, 10, 10),
            ("overdue_cents", 500000, 0, 10), ("days_to_renewal", 0, 90, 5),
        ];
        var (points, weights) = (0.0, 0.0);
        foreach (var (signal, lo, hi, weight) in table)
        {
            if (row[signal] is { } x)
            {
                points += weight * 100 * Math.Min(1, Math.Max(0, (x - lo) / (hi - lo)));
                weights += weight;
            }
        }

        return points / weights;
    }

    private static List<Dictionary<string, string>> Rows(string folder, string file) => Csv.Read(File.ReadLines(Path.Combine(folder, file)));

    // What has not ended yet ends never.
    private static double Seconds(string text) => text.Length == 0
        ? double.PositiveInfinity
        : (DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch).TotalSeconds;

    private Account Of(Dictionary<string, string> row)
    {
        if (!_accounts.TryGetValue(row["account_id"], out var account))
        {
            _accounts.Add(row["account_id"], account = new Account());
        }

        return account;
    }

    private sealed class Account
    {
        public List<(double Start, double End)> Terms { get; } = [];

        public List<(double From, double Count)> Seats { get; } = [];

        public List<(double Due, double Paid, double Amount)> Invoices { get; } = [];

        public List<(double Opened, double Closed, string Priority)> Tickets { get; } = [];

        public List<(double At, string Id, double Nps)> Answers { get; } = [];

        public List<(double At, string User, string Event)> Events { get; } = [];
    }
}
