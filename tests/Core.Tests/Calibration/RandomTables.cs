using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration;

/// <summary>Small tables with many ties, of a seed.</summary>
internal static class RandomTables
{
    public static (double[] Scores, bool[] Outcomes) Scored(ulong seed, int most = 60)
    {
        var random = new SplitMix64(seed);
        var rows = random.Whole(4, most);
        var scores = Enumerable.Range(0, rows).Select(_ => random.Whole(0, 12) / 12d).ToArray();
        var outcomes = scores.Select((s, i) => i < 2 ? i == 0 : random.Chance(0.2 + (s / 2))).ToArray();
        return (scores, outcomes);
    }

    public static Observations Grouped(ulong seed, int rows, int groups, double rate = 0.25)
    {
        var random = new SplitMix64(seed);
        return new Observations(
            [.. Enumerable.Range(0, rows).Select(i => $"A-{i}")],
            [.. Enumerable.Range(0, rows).Select(_ => random.Chance(rate))],
            [new ObservedColumn.Numeric("row", [.. Enumerable.Range(0, rows).Select(i => (double)i)])],
            [.. Enumerable.Range(0, rows).Select(_ => $"G-{random.Whole(1, groups)}")]);
    }
}
