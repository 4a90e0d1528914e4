using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Mainstay.Web.Tests.Walk.Chromium))]

namespace Mainstay.Web.Tests.Walk;

/// <summary>The chromium of the operating system, started once; null where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const float Timeout = 10_000;
    private const string Path = "/usr/bin/chromium";

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;

    public const string Missing = $"No browser at {Path}: install Debian's chromium to walk through the pages.";

    public IBrowser? Browser { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Path))
        {
            _playwright = await Playwright.CreateAsync();
            Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments });
        }
    }

    /// <summary>A window of its own; the test is skipped where there is no browser.</summary>
    internal async Task<Visit> VisitAsync(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser is null, Missing);
        var context = await Browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = width > 600 ? 900 : 844 },
            ColorScheme = scheme,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Timeout);
        return new Visit(context, await context.NewPageAsync(), $"{width}-{scheme.ToString().ToLowerInvariant()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is { } browser)
        {
            await browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
