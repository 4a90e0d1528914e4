using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Splitting;

namespace Mainstay.Core.Calibration.Learning.Choosing;

/// <summary>Judges ways of learning on parts of the rows to learn from, so that what is chosen is chosen without the rows to judge by.</summary>
internal sealed class InnerFolds
{
    private const int Count = 5;

    private readonly ImmutableArray<(Observations Train, Observations Test)> _parts;

    public InnerFolds(Observations table, ulong seed) =>
        _parts = [.. Folds.Stratified(table, Count, 1, seed).Select(fold => (Train: table.Take(fold.Train.AsSpan()), Test: table.Take(fold.Test.AsSpan()))).Where(part => Differs(part.Train) && Differs(part.Test))];

    /// <summary>The area under the ROC curve in each part.</summary>
    public double[] Aucs(Func<Observations, LearnedModel> learn) =>
        [.. _parts.Select(part => new Ranking(learn(part.Train).Probabilities(part.Test), part.Test.Outcomes.AsSpan()).RocAuc())];

    /// <summary>The mean log loss of the parts; NaN where rows are too few for parts.</summary>
    public double LogLoss(Func<Observations, LearnedModel> learn) =>
        _parts.Select(part => ProbabilityError.LogLoss(learn(part.Train).Probabilities(part.Test), part.Test.Outcomes.AsSpan())).DefaultIfEmpty(double.NaN).Average();

    private static bool Differs(Observations table) => table.Positives > 0 && table.Positives < table.Rows;
}
