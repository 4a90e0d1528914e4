namespace Mainstay.Store.Work;

/// <summary>
/// Leases: of several nodes one at a time does something. Their time is the database's, so that clocks of nodes do not matter; a
/// node that sleeps through its lease and wakes up finds its writes refused by the fence.
/// </summary>
public sealed class LeaseStore
{
    private readonly Engine _engine;

    internal LeaseStore(Engine engine) => _engine = engine;

    /// <param name="holder">Who asks, for people who look.</param>
    /// <param name="duration">How long it lasts unless it is renewed.</param>
    /// <returns>Null while another holds it.</returns>
    public Task<Lease?> ClaimAsync(string workspace, string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session => await session.FirstOrDefaultAsync<long?>(
                $"""
                INSERT INTO leases (workspace, name, holder, fence, until_us) VALUES (@workspace, @name, @holder, 1, {session.Now} + @duration)
                ON CONFLICT (workspace, name) DO UPDATE SET holder = excluded.holder, fence = leases.fence + 1, until_us = excluded.until_us
                WHERE leases.until_us <= {session.Now}
                RETURNING fence
                """,
                new { workspace, name, holder, duration = Micros(duration) }) is { } fence ? new Lease(workspace, name, fence) : null,
            cancellationToken);
    }

    /// <summary>Makes it last for this long from now.</summary>
    /// <returns>False when another has taken it over.</returns>
    public Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(lease.Workspace),
        async session => await session.ExecuteAsync(
            $"UPDATE leases SET until_us = {session.Now} + @duration WHERE workspace = @Workspace AND name = @Name AND fence = @Fence",
            new { lease.Workspace, lease.Name, lease.Fence, duration = Micros(duration) }) > 0,
        cancellationToken);

    /// <summary>Lets others have it at once.</summary>
    /// <returns>False when another has taken it over.</returns>
    public Task<bool> ReleaseAsync(Lease lease, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(lease.Workspace),
        async session => await session.ExecuteAsync(
            "UPDATE leases SET until_us = 0 WHERE workspace = @Workspace AND name = @Name AND fence = @Fence",
            new { lease.Workspace, lease.Name, lease.Fence }) > 0,
        cancellationToken);

    /// <summary>Called in the transaction of what is written under the lease; holds off who would take it over until its end.</summary>
    /// <exception cref="LeaseLostException">Another has taken it over.</exception>
    internal static async Task RequireAsync(Session session, string workspace, Lease lease)
    {
        if (lease.Workspace != workspace
            || await session.ExecuteAsync(
                "UPDATE leases SET until_us = until_us WHERE workspace = @workspace AND name = @Name AND fence = @Fence",
                new { workspace, lease.Name, lease.Fence }) == 0)
        {
            throw new LeaseLostException(lease);
        }
    }

    private static long Micros(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
