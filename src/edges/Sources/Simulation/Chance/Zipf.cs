using Mainstay.Core.Calibration.Chance;

namespace Mainstay.Sources.Simulation.Chance;

/// <summary>Ranks whose probability falls as 1 / rank^exponent: a few people and features make most of the use.</summary>
internal sealed class Zipf
{
    private readonly double[] _cumulative;

    public Zipf(int most, double exponent)
    {
        _cumulative = new double[most];
        var sum = 0.0;
        for (var rank = 0; rank < most; rank++)
        {
            sum += Math.Pow(rank + 1, -exponent);
            _cumulative[rank] = sum;
        }
    }

    /// <summary>A rank from 0 to <paramref name="count"/> − 1; count is at least 1, and counts beyond the table are cut to it.</summary>
    public int Draw(SplitMix64 random, int count)
    {
        count = Math.Min(count, _cumulative.Length);
        var at = Array.BinarySearch(_cumulative, 0, count, random.Unit() * _cumulative[count - 1]);
        return Math.Min(at >= 0 ? at + 1 : ~at, count - 1);
    }
}
