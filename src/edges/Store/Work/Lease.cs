namespace Mainstay.Store.Work;

/// <summary>The right to do something alone until a time of the database's own clock.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Fence">Ascends with every holder. Writes under a lease that another has taken over since are refused.</param>
public sealed record Lease(string Workspace, string Name, long Fence);

/// <summary>Another holder has taken over; what was to be written under the lease is not.</summary>
public sealed class LeaseLostException(Lease lease) : Exception(
    $"The lease '{lease.Name}' of workspace '{lease.Workspace}' ran out and another node has taken it over. It does the work; nothing was written here.");
