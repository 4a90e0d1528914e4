using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Splitting;

/// <summary>One way to divide a table into rows to learn from and rows to be judged by.</summary>
/// <param name="Repeat">From 0.</param>
/// <param name="Number">Within its repeat, from 0.</param>
/// <param name="Train">Ascending.</param>
/// <param name="Test">Ascending; no group of it is in <paramref name="Train"/>, unless the split is by time.</param>
public sealed record Fold(int Repeat, int Number, ImmutableArray<int> Train, ImmutableArray<int> Test);
