namespace Mainstay.Core.Calibration.Chance;

/// <summary>Draws from the usual distributions.</summary>
public static class Draws
{
    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public static double Unit(this SplitMix64 random) => (random.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public static double Between(this SplitMix64 random, double low, double high) => low + ((high - low) * random.Unit());

    /// <summary>Uniform whole number in [low, high], both inclusive; low when the range is empty.</summary>
    public static int Whole(this SplitMix64 random, int low, int high) =>
        high <= low ? low : low + (int)Math.BigMul(random.Next(), (ulong)(high - low + 1), out _);

    public static bool Chance(this SplitMix64 random, double probability) => random.Unit() < probability;

    public static T Pick<T>(this SplitMix64 random, ReadOnlySpan<T> items) => items[random.Whole(0, items.Length - 1)];

    /// <summary>Marsaglia's polar method; the second number of each pair is thrown away to keep the sequence free of state.</summary>
    public static double Normal(this SplitMix64 random, double mean, double deviation)
    {
        while (true)
        {
            var u = random.Between(-1, 1);
            var v = random.Between(-1, 1);
            var s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return mean + (deviation * u * Math.Sqrt(-2 * Math.Log(s) / s));
            }
        }
    }

    /// <summary>A log-normal draw around its median; <paramref name="spread"/> is the deviation of the logarithm.</summary>
    public static double Skewed(this SplitMix64 random, double median, double spread) => median * Math.Exp(random.Normal(0, spread));

    /// <summary>Knuth's product of uniforms; means above 30 are split, because exp(−mean) would run out of digits.</summary>
    public static int Poisson(this SplitMix64 random, double mean)
    {
        var count = 0;
        for (; mean > 30; mean -= 30)
        {
            count += random.Poisson(30);
        }

        if (mean <= 0)
        {
            return count;
        }

        var limit = Math.Exp(-mean);
        for (var product = random.Unit(); product > limit; product *= random.Unit())
        {
            count++;
        }

        return count;
    }

    /// <summary>Fisher and Yates.</summary>
    public static void Shuffle<T>(this SplitMix64 random, Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = random.Whole(0, i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
