using Mainstay.Store.Audit;

namespace Mainstay.Store.Tests;

/// <summary>
/// What every store keeps to, whatever it is built on. A subclass per concept states the rules; a subclass of that per
/// database runs them.
/// </summary>
public abstract class StoreContract(Func<CancellationToken, Task<Database>> open) : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static Actor By { get; } = Actor.Person("eve@x", "127.0.0.1", DateTimeOffset.UnixEpoch);

    protected Database Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await open(Ct);

    public async ValueTask DisposeAsync()
    {
        await (Store?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }
}
