namespace Mainstay.Store.Snapshots;

/// <summary>Which days of an account are kept already.</summary>
/// <param name="Count">Number of days with a snapshot.</param>
/// <param name="Last">The last of them.</param>
public sealed record KeptDays(int Count, DateOnly Last);
