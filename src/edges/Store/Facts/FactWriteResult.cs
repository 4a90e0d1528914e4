namespace Mainstay.Store.Facts;

/// <param name="Added">Facts that are new.</param>
/// <param name="AlreadyThere">Facts that were stored before, or that stood twice in what was given.</param>
/// <param name="TooOld">
/// Usage events from before the time for which events are kept: they are counted in days already, or can no longer be.
/// </param>
public sealed record FactWriteResult(long Added, long AlreadyThere, long TooOld = 0);
