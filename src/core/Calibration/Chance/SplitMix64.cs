namespace Mainstay.Core.Calibration.Chance;

/// <summary>
/// A pseudo-random sequence that is the same everywhere and for ever, which System.Random does not promise.
/// The algorithm is SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// with the constants of Vigna's public-domain splitmix64.c.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong _seed = seed;
    private ulong _state = seed;

    public ulong Next()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>
    /// An independent sequence that depends on the seed and the label only, not on what was drawn so far: a change in how
    /// tickets are drawn leaves the invoices as they were.
    /// </summary>
    public SplitMix64 Fork(int label) => new(Mix(Mix(_seed) + ((ulong)(label + 1) * Golden)));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
