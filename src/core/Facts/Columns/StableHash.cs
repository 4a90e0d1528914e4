using System.Text;

namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// Numbers of 64 bits that are the same on every machine and in every version of .NET, which the framework's own hash codes are not.
/// They tell things apart that differ by chance, not those that somebody makes alike on purpose.
/// </summary>
internal static class StableHash
{
    // FNV-1a.
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return Mix(hash);
    }

    public static ulong Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Of a value behind another; the order counts.</summary>
    public static ulong With(this ulong hash, ulong next) => Mix((hash ^ next) + 0x9E3779B97F4A7C15);

    public static ulong With(this ulong hash, long next) => hash.With((ulong)next);

    // The last step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
