using System.CommandLine;
using System.Globalization;
using System.Net;
using Mainstay.Cli.Configuration;
using Mainstay.Runtime;
using Mainstay.Web.Operating;

namespace Mainstay.Cli.Serve;

/// <summary>The options of <c>serve</c> that the operator of a server decides by.</summary>
internal sealed class OperatingInput
{
    private static readonly Setting[] OfServer =
    [
        Settings.LogFormat, Settings.LogLevel, Settings.RequestsPerMinute, Settings.RequestSeconds, Settings.UploadMegabytes, Settings.FreeMegabytes, Settings.StopSeconds,
        Settings.MetricsToken, Settings.Otlp, Settings.TrustedProxies, Settings.DriftDays,
    ];

    private readonly (Setting Setting, Option<string?> Option)[] _options = [.. OfServer.Select(s => (s, OptionOf(s)))];

    public IEnumerable<Option> All => _options.Select(o => o.Option);

    /// <summary>Bytes of one import.</summary>
    public long UploadBytes(ParseResult parsed) => Megabytes(parsed, Settings.UploadMegabytes);

    /// <summary>Days from one look at the drift of models to the next; 0 for never.</summary>
    public int DriftDays(ParseResult parsed) => Whole(parsed, Settings.DriftDays);

    /// <exception cref="UserException">Something on the command line cannot be; all of it is told.</exception>
    public OperatingOptions Read(ParseResult parsed)
    {
        string[] mistakes =
        [
            .. _options.Where(o => Value(parsed, o.Setting) is { } text && !o.Setting.IsRight(text))
                .Select(o => Configured.MistakeOf(o.Setting, Value(parsed, o.Setting)!, o.Setting.Flag)),
        ];
        return mistakes.Length > 0 ? throw new UserException(string.Join('\n', mistakes)) : new OperatingOptions
        {
            RequestsPerMinute = Whole(parsed, Settings.RequestsPerMinute),
            LongestRequest = TimeSpan.FromSeconds(Whole(parsed, Settings.RequestSeconds)),
            LongestStop = TimeSpan.FromSeconds(Whole(parsed, Settings.StopSeconds)),
            LeastFreeBytes = Megabytes(parsed, Settings.FreeMegabytes),
            MetricsToken = Value(parsed, Settings.MetricsToken),
            Otlp = Value(parsed, Settings.Otlp) is { } otlp ? new Uri(otlp) : null,
            LogsJson = Value(parsed, Settings.LogFormat) == "json",
            LogLevel = Enum.Parse<LogLevel>(Value(parsed, Settings.LogLevel)!, ignoreCase: true),
            TrustedProxies = [.. (Value(parsed, Settings.TrustedProxies)?.Split(',') ?? []).Select(p => IPAddress.Parse(p.Trim()))],
        };
    }

    private static Option<string?> OptionOf(Setting setting) => new(setting.Flag)
    {
        Description = setting.Default is null ? setting.Meaning : $"{setting.Meaning} [default: {setting.Default}]",
        HelpName = setting.HelpName,
    };

    private string? Value(ParseResult parsed, Setting setting) => parsed.GetValue(_options.First(o => o.Setting == setting).Option) ?? setting.Default;

    private int Whole(ParseResult parsed, Setting setting) => int.Parse(Value(parsed, setting)!, CultureInfo.InvariantCulture);

    private long Megabytes(ParseResult parsed, Setting setting) => Whole(parsed, setting) * 1024L * 1024;
}
