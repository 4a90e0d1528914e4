namespace Mainstay.Core.Facts;

/// <summary>
/// The two times of an evaluation: what had happened before <see cref="AsOf"/>, as far as Mainstay had learned it by
/// <see cref="KnownAt"/> (inclusive).
/// </summary>
public readonly record struct PointInTime(Instant AsOf, Instant KnownAt)
{
    /// <summary>What a backtest uses: nothing is known before it happened.</summary>
    public static PointInTime At(Instant asOf) => new(asOf, asOf);
}
