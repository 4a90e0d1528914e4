using Mainstay.Cli.Serve;
using Mainstay.Runtime.Watching;

namespace Mainstay.Cli.Configuration;

/// <summary>All settings of a server, in the order of help.</summary>
public static class Settings
{
    public static readonly Setting Database = Setting.Text("database", "FILE", "File, or \"Host=…\" for PostgreSQL", Path.Combine("mainstay-data", "mainstay.db")) with { IsOfAll = true };

    public static readonly Setting Workspace = Setting.Text("workspace", "NAME", "Workspace in the database; needed when it holds several") with { IsOfAll = true };

    public static readonly Setting Urls = Setting.Text("urls", "URLS", "Addresses to listen on, separated by semicolons", ServeCommand.DefaultUrls);

    public static readonly Setting Open = Setting.Flagged("open", "Let in whoever sits at this machine, without signing in");

    public static readonly Setting LogFormat = Setting.Choice("log.format", "Logs as text, or a line of JSON for each entry", "text", "json");

    public static readonly Setting LogLevel = Setting.Choice("log.level", "The least that is logged", "information", "debug", "warning", "error");

    public static readonly Setting RequestsPerMinute = Setting.Whole("limits.requests_per_minute", "Requests of one key, person or address", 6000, 1, 10_000_000);

    public static readonly Setting RequestSeconds = Setting.Whole("limits.request_seconds", "How long an answer of the API may take", 60, 1, 3600);

    public static readonly Setting UploadMegabytes = Setting.Whole("limits.upload_mb", "Size of one import", 512, 1, 100_000);

    public static readonly Setting FreeMegabytes = Setting.Whole("limits.free_mb", "With less space on the disk the server is not ready", 200, 0, 10_000_000);

    public static readonly Setting StopSeconds = Setting.Whole("stop_seconds", "How long requests may take when the server stops", 30, 0, 600);

    public static readonly Setting MetricsToken = Setting.Text("metrics.token", "TOKEN", "Lets who brings it read /metrics; better in the environment than here") with { IsSecret = true };

    public static readonly Setting Otlp = Setting.Url("otlp", "Collector that traces and metrics are sent to (OTLP over HTTP)");

    public static readonly Setting TrustedProxies = Setting.Addresses("trusted_proxies", "Proxies that are believed when they say whom they ask for");

    public static readonly Setting DriftDays = Setting.Whole("drift_days", "Days from one look at the drift of models to the next; 0 for never", DriftWatch.UsualDays, 0, 3660);

    public static readonly Setting KeepUsage = Setting.Whole("keep_usage", "Days for which usage is kept event by event", 35, 35, 100_000) with { HelpName = "DAYS", Default = null };

    public static readonly Setting EmbedOrigins = Setting.Text("embed_origin", "ORIGIN", "Sites whose pages may frame the widgets of accounts, separated by commas") with { IsList = true };

    private static readonly Setting[] OfSignIn =
    [
        Setting.Text("oidc.issuer", "URL", "OpenID provider that people may sign in by"),
        Setting.Text("oidc.client", "ID", "What the provider calls this installation"),
        Setting.Text("oidc.secret_file", "FILE", "File whose first line is the client secret"),
        Setting.Text("public_url", "URL", "Address people reach this installation by"),
        Setting.Text("oidc.role_claim", "NAME", "Claim that names people's role"),
        Setting.Text("oidc.newcomers", "ROLE", "What newcomers are"),
    ];

    public static IReadOnlyList<Setting> All { get; } =
    [
        Database, Workspace, Urls, Open, LogFormat, LogLevel, RequestsPerMinute, RequestSeconds, UploadMegabytes, FreeMegabytes, StopSeconds, MetricsToken, Otlp, TrustedProxies, DriftDays, KeepUsage, EmbedOrigins,
        .. OfSignIn,
    ];
}
