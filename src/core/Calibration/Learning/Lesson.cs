using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>What is learned from: rows, and for each how much it counts as one whose outcome happened.</summary>
/// <param name="Targets">0 to 1, as many as there are rows; between the two where something else than the outcome has a say.</param>
internal sealed record Lesson(Observations Table, ImmutableArray<double> Targets)
{
    public int Rows => Table.Rows;

    /// <summary>Mean of the targets; NaN without rows.</summary>
    public double BaseRate => Targets.Sum() / Rows;

    /// <summary>The outcomes as they were.</summary>
    public static Lesson Of(Observations table) => new(table, [.. table.Outcomes.Select(o => o ? 1d : 0)]);

    public Lesson Take(int[] rows) => new(Table.Take(rows), [.. rows.Select(row => Targets[row])]);
}
