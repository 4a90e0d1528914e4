namespace Mainstay.Store.Facts;

/// <param name="Added">Facts that are new.</param>
/// <param name="AlreadyThere">Facts that were stored before, or that stood twice in what was given.</param>
public sealed record FactWriteResult(long Added, long AlreadyThere);
