namespace Mainstay.Store.Work;

/// <summary>An account whose scores may no longer be true.</summary>
/// <param name="Since">When it was first marked since it was last scored.</param>
/// <param name="Priority">The greatest it was marked with; greater ones come first.</param>
/// <param name="Marks">How often it was marked: one that is marked again while it is scored stays.</param>
public sealed record DirtyAccount(string AccountId, DateTimeOffset Since, int Priority, long Marks)
{
    /// <summary>How often it could not be scored in a row.</summary>
    public int Failures { get; init; }
}

/// <summary>An account that could not be scored.</summary>
/// <param name="LastError">What went wrong, for people.</param>
/// <param name="DueAt">When it is tried again.</param>
public sealed record FailedAccount(string AccountId, int Failures, string LastError, DateTimeOffset DueAt);
