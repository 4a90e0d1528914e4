using Mainstay.Web.Access;
using Microsoft.AspNetCore.Authorization;

namespace Mainstay.Web.Tests.Access;

public sealed class RouteTests(Site site)
{
    /// <summary>What anybody may ask for without saying who they are. A new line here is a decision.</summary>
    private static readonly string[] Anonymous = ["/embed/account/{id}", "/health/live", "/health/ready", "/sign-in", "/sign-in/code", "/sign-in/provider", "/sign-out"];

    [Fact]
    public async Task Every_endpoint_asks_for_a_permission_or_is_known_to_be_open()
    {
        await using var app = await Site.StartAsync(site.Database, Site.Workspace);
        var endpoints = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToArray();
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(endpoints.Length > 5);
        Assert.All(endpoints, endpoint => Assert.True(IsGuarded(endpoint) || IsOpen(endpoint), $"{endpoint.RoutePattern.RawText} lets nobody in, or anybody"));
    }

    private static bool IsGuarded(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RequiredPermission>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null;

    private static bool IsOpen(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        && (Anonymous.Contains("/" + endpoint.RoutePattern.RawText?.TrimStart('/'), StringComparer.Ordinal) || IsStaticFile(endpoint));

    private static bool IsStaticFile(Endpoint endpoint) =>
        endpoint.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));
}
