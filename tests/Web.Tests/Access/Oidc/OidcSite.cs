using System.Net;
using System.Net.Sockets;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Oidc;

namespace Mainstay.Web.Tests.Access.Oidc;

/// <summary>A host over an empty database that people may sign in to by a real provider.</summary>
internal sealed class OidcSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly OpenIdProvider _provider;

    private OidcSite(WebApplication app, OpenIdProvider provider, Database database) => (_app, _provider, Database) = (app, provider, database);

    public Database Database { get; }

    public OidcSettings Settings { get; private init; } = null!;

    public static async Task<OidcSite> StartAsync(Role? newcomers = null, string? roleClaim = null)
    {
        // The provider wants to know the exact address before the host has it.
        var address = $"http://127.0.0.1:{FreePort()}";
        var provider = await OpenIdProvider.StartAsync(address + OidcSettings.CallbackPath);
        var database = await Database.OpenAsync(":memory:", TestContext.Current.CancellationToken);
        var settings = new OidcSettings
        {
            Issuer = provider.Issuer, ClientId = "mainstay", ClientSecret = "a secret of tests", PublicUrl = new Uri(address), Workspace = "w",
            NewcomersAre = newcomers, RoleClaim = roleClaim,
        };
        var app = WebHost.Build(new WebOptions { Database = database, Workspace = "w", Urls = address, Secrets = Site.Secrets, Oidc = settings });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OidcSite(app, provider, database) { Settings = settings };
    }

    public HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = Settings.PublicUrl, DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    /// <summary>From the sign-in page to the provider and back, as a browser does; the answer to the last step.</summary>
    /// <param name="change">Changes the address that the provider sends the browser back to.</param>
    public async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string account, Func<Uri, Uri>? change = null)
    {
        var next = await StartAsync(browser, account);
        while (next.Authority == Settings.Issuer.Authority)
        {
            using var step = await browser.GetAsync(next, TestContext.Current.CancellationToken);
            Assert.True(step.Headers.Location is not null, await step.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            next = new Uri(next, step.Headers.Location);
        }

        return await browser.GetAsync(change?.Invoke(next) ?? next, TestContext.Current.CancellationToken);
    }

    /// <returns>Where the browser is sent at the provider.</returns>
    public static async Task<Uri> StartAsync(HttpClient browser, string account)
    {
        using var begun = await browser.GetAsync("/sign-in/provider?back=/tasks", TestContext.Current.CancellationToken);
        return new Uri(begun.Headers.Location + "&login_hint=" + account);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _provider.Dispose();
        await Database.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
