using Mainstay.Core.Facts;

namespace Mainstay.Store.Usage;

/// <summary>A day of usage as it is stored.</summary>
internal sealed class UsageRow
{
    public const string Select = """
        SELECT account, day, known_us AS KnownMicros, user_key AS UserKey, event_key AS EventKey, at_us AS AtMicros, events, quantity, quantity_count AS QuantityCount,
               duration, duration_count AS DurationCount, errors, errors_count AS ErrorsCount
        FROM usage_days WHERE workspace = @workspace
        """;

    public const string Upsert = """
        INSERT INTO usage_days (workspace, account, day, known_us, user_key, event_key, at_us, events, quantity, duration, errors,
                                quantity_count, duration_count, errors_count)
        VALUES (@workspace, @account, @day, @known_us, @user_key, @event_key, @at_us, @events, @quantity, @duration, @errors,
                @quantity_count, @duration_count, @errors_count)
        ON CONFLICT (workspace, account, day, known_us, user_key, event_key) DO UPDATE SET
            at_us = CASE WHEN excluded.at_us < usage_days.at_us THEN excluded.at_us ELSE usage_days.at_us END,
            events = usage_days.events + excluded.events,
            quantity = usage_days.quantity + excluded.quantity,
            duration = usage_days.duration + excluded.duration,
            errors = usage_days.errors + excluded.errors,
            quantity_count = usage_days.quantity_count + excluded.quantity_count,
            duration_count = usage_days.duration_count + excluded.duration_count,
            errors_count = usage_days.errors_count + excluded.errors_count
        """;

    public static readonly string[] Parameters =
    [
        "workspace", "account", "day", "known_us", "user_key", "event_key", "at_us", "events", "quantity", "duration", "errors",
        "quantity_count", "duration_count", "errors_count",
    ];

    public required string Account { get; init; }

    public required string Day { get; init; }

    public required long KnownMicros { get; init; }

    public required string UserKey { get; init; }

    public required string EventKey { get; init; }

    public required long AtMicros { get; init; }

    public required long Events { get; init; }

    public required double Quantity { get; init; }

    public required long QuantityCount { get; init; }

    public required double Duration { get; init; }

    public required long DurationCount { get; init; }

    public required double Errors { get; init; }

    public required long ErrorsCount { get; init; }

    public static object?[] Values(string workspace, string account, UsageDay day, UsageSums sums) =>
    [
        workspace, account, Days.Text(day.Day), day.Known.Micros, Key(day.User), Key(day.Event), sums.At.Micros, sums.Events,
        .. sums.Sums.Cast<object?>(), .. sums.Counts.Cast<object?>(),
    ];

    public IEnumerable<Fact> ToFacts()
    {
        var sums = new UsageSums { Events = Events, At = new Instant(AtMicros) };
        (sums.Sums[0], sums.Sums[1], sums.Sums[2]) = (Quantity, Duration, Errors);
        (sums.Counts[0], sums.Counts[1], sums.Counts[2]) = (QuantityCount, DurationCount, ErrorsCount);
        return sums.Unfold(Account, new UsageDay(Days.Parse(Day), new Instant(KnownMicros), Text(UserKey), Text(EventKey)));
    }

    // A key cannot hold null, and an empty text is a text.
    private static string Key(string? text) => text is null ? "" : "." + text;

    private static string? Text(string key) => key.Length == 0 ? null : key[1..];
}
