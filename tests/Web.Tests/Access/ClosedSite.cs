using System.Net;
using Mainstay.Store.Audit;
using Mainstay.Web.Access.People;

namespace Mainstay.Web.Tests.Access;

/// <summary>The real host with a sign-in, over the sample book, and a clock that can be turned.</summary>
internal sealed class ClosedSite : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private static readonly Lazy<string> Hash = new(() => PasswordHash.Of(Password));

    private readonly WebApplication _app;

    private ClosedSite(WebApplication app, TurnedClock clock)
    {
        _app = app;
        Clock = clock;
    }

    public TurnedClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public string Address => _app.Urls.First();

    public static async Task<ClosedSite> StartAsync(Site site)
    {
        var clock = new TurnedClock { Now = Site.Clock.GetUtcNow() };
        var app = WebHost.Build(new WebOptions { Database = site.Database, Workspace = Site.Workspace, Urls = "http://127.0.0.1:0", Clock = clock, Secrets = Site.Secrets });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ClosedSite(app, clock);
    }

    /// <summary>Adds somebody to the sample's workspace, or to another.</summary>
    public static Task<bool> AddAsync(Site site, string email, string role, string workspace = Site.Workspace, string reach = "all") =>
        site.Database.Users.AddAsync(workspace, email, role, reach, Hash.Value, Actor.Mainstay(Site.Clock.GetUtcNow()), TestContext.Current.CancellationToken);

    public HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = new Uri(_app.Urls.First()),
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    /// <summary>Fills in the form of a page as a person would.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await (await browser.GetAsync(page, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var form = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", Html.Hidden(html, "__RequestVerificationToken"))).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await browser.PostAsync(action, form, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string email, string password = Password, string back = "/tasks") =>
        PostAsync(browser, "/sign-in", "/sign-in", ("email", email), ("password", password), ("back", back));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    internal sealed class TurnedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
