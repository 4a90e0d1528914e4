using System.Net;

namespace Mainstay.Web.Operating;

/// <summary>What the operator of a server decides.</summary>
public sealed record OperatingOptions
{
    /// <summary>Requests of one key, person or address in a minute; those that send facts are held by their own gate.</summary>
    public int RequestsPerMinute { get; init; } = 6000;

    /// <summary>How long an answer of the API may take.</summary>
    public TimeSpan LongestRequest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long requests that are being answered may take when the server stops.</summary>
    public TimeSpan LongestStop { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>With less space on the disk the server is not ready.</summary>
    public long LeastFreeBytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>Lets who brings it read metrics, and nothing else; null for nobody.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>Where traces and metrics are sent to by OTLP over HTTP; null for nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>A line of JSON for each log entry.</summary>
    public bool LogsJson { get; init; }

    /// <summary>The least level that is logged of what Mainstay itself does.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Proxies that are believed when they say whom they ask for.</summary>
    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>When the scoring of this server last looked for work; null where it has none.</summary>
    public Func<DateTimeOffset>? ScoringLookedAt { get; init; }
}
