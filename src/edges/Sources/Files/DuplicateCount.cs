namespace Mainstay.Sources.Files;

/// <summary>How often an id came again. None of these is rejected; a book keeps one of the exact ones.</summary>
/// <param name="Exact">The same fact, to the last value.</param>
/// <param name="Conflicting">The same id of the same account, for objects also from the same instant on, with other values.</param>
/// <param name="Shared">The same id in another account. These are different facts, but the source's ids may be broken.</param>
public readonly record struct DuplicateCount(long Exact, long Conflicting, long Shared)
{
    public long Total => Exact + Conflicting + Shared;

    public static DuplicateCount operator +(DuplicateCount a, DuplicateCount b) =>
        new(a.Exact + b.Exact, a.Conflicting + b.Conflicting, a.Shared + b.Shared);
}
