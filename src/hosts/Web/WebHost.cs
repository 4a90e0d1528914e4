using System.Reflection;
using Mainstay.Runtime.Explaining;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Me;
using Mainstay.Web.Access.Oidc;
using Mainstay.Web.Access.People;
using Mainstay.Web.Access.SecondFactors;
using Mainstay.Web.Access.Secrets;
using Mainstay.Web.Accounts;
using Mainstay.Web.Api;
using Mainstay.Web.Api.Repeats;
using Mainstay.Web.Api.Requests;
using Mainstay.Web.Audit;
using Mainstay.Web.Book;
using Mainstay.Web.Embedding;
using Mainstay.Web.Ingest;
using Mainstay.Web.Misscoring;
using Mainstay.Web.Operating;
using Mainstay.Web.People;
using Mainstay.Web.Security;
using Mainstay.Web.Tasks;
using Mainstay.Web.Watching;
using Microsoft.AspNetCore.DataProtection;

namespace Mainstay.Web;

/// <summary>The web pages as a host that an executable starts.</summary>
public static class WebHost
{
    /// <summary>Builds the host; <c>RunAsync</c> or <c>StartAsync</c> of the result starts it.</summary>
    /// <exception cref="ArgumentException">No workspace.</exception>
    public static WebApplication Build(WebOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Workspace, nameof(options));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The manifest of static files is named after the executable and lies beside it, wherever it is called from.
            ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        // A development aid: any path with a dot in it would be looked for on the disk.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.UseUrls(options.Urls);
        builder.AddOperation(options.Operating);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Handlers tell of every refusal, which whoever knocks could fill a disk with.
        builder.Logging.AddFilter("Mainstay.Web.Access", LogLevel.Warning);
        // It warns that nothing encrypts its keys; the ring does.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A host that cannot start throws; who called says it in words, without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Database);
        builder.Services.AddSingleton(options.Clock);
        builder.Services.AddSingleton<AccountExplainer>();
        builder.Services.AddSingleton<FamilyExplainer>();
        builder.Services.AddSingleton<IngestGate>();
        builder.Services.AddSingleton<HalfSignIn>();
        builder.Services.AddDataProtection().SetApplicationName("mainstay").AddKeyManagementOptions(
            keys => keys.XmlRepository = new SealedKeyRing(options.Database, options.Secrets));
        builder.Services.AddRazorComponents();
        builder.Services.AddSignIn(options);
        builder.Services.AddAccess();
        builder.Services.AddApi();
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "mainstay.forms";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        var app = builder.Build();
        if (options.Operating.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseSecurityHeaders();
        app.UseKindFailures();
        app.UseSameSite();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseRawIds();
        app.UseReach();
        app.UseRepeats();
        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapSignIn();
        app.MapOidc(options.Oidc);
        app.MapMe();
        app.MapBook();
        app.MapAccounts();
        app.MapMisscoring();
        app.MapTasks();
        app.MapWatching();
        app.MapAudit();
        app.MapPeople();
        app.MapTeams();
        app.MapKeys();
        app.MapApi(options);
        app.MapEmbed();
        app.MapIngest();
        app.MapOperation();
        return app;
    }
}
