using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Mainstay.Cli.Tests.Walk.Chromium))]

namespace Mainstay.Cli.Tests.Walk;

/// <summary>The chromium of the operating system, started once; null where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
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

    public async ValueTask DisposeAsync()
    {
        if (Browser is { } browser)
        {
            await browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
