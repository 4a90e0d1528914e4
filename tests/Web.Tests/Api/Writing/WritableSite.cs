[assembly: AssemblyFixture(typeof(Mainstay.Web.Tests.Api.Writing.WritableSite))]

namespace Mainstay.Web.Tests.Api.Writing;

/// <summary>A copy of the sample site that tests may change. Each takes accounts of its own.</summary>
public sealed class WritableSite : IAsyncLifetime
{
    public Site Site { get; } = new();

    public HttpClient Client() => Site.Browser();

    public ValueTask InitializeAsync() => Site.InitializeAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
