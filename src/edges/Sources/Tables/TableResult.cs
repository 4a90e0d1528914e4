using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Sources.Files;

namespace Mainstay.Sources.Tables;

/// <summary>What became of a file with one row per customer.</summary>
public sealed record TableResult
{
    /// <summary>Rejected rows and cells beyond these are counted, not kept.</summary>
    public const int MostExamples = 100;

    /// <summary>Null when the file is of no use; <see cref="Errors"/> say why.</summary>
    public Observations? Table { get; init; }

    /// <summary>What must be mended before anything can be learned; all at once.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>Columns that nothing is learned from, in file order.</summary>
    public ImmutableArray<DroppedColumn> Dropped { get; init; } = [];

    /// <summary>Rows that were left out and cells that were taken as missing, the first of them in file order.</summary>
    public ImmutableArray<RejectedRow> Rejected { get; init; } = [];

    /// <summary>Rows left out because they are broken.</summary>
    public int RejectedRows { get; init; }

    /// <summary>Cells without a number in columns of numbers, taken as missing.</summary>
    public int RejectedCells { get; init; }

    /// <summary>Rows left out because how they ended is not said.</summary>
    public int WithoutOutcome { get; init; }
}

/// <summary>A column that nothing is learned from.</summary>
/// <param name="Reason">As a sentence without its full stop.</param>
public sealed record DroppedColumn(string Name, string Reason);
