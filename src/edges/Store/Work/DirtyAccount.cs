namespace Mainstay.Store.Work;

/// <summary>An account whose scores may no longer be true.</summary>
/// <param name="Since">When it was first marked since it was last scored.</param>
/// <param name="Priority">The greatest it was marked with; greater ones come first.</param>
/// <param name="Marks">How often it was marked: one that is marked again while it is scored stays.</param>
public sealed record DirtyAccount(string AccountId, DateTimeOffset Since, int Priority, long Marks);
