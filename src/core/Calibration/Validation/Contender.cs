using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Validation;

/// <summary>Something that learns from one table and gives probabilities to another. Everything it chooses, it chooses on the first.</summary>
/// <param name="Name">As it is told.</param>
/// <param name="Predict">From the table to learn from and the one to judge by, the probabilities of the second.</param>
public sealed record Contender(string Name, Func<Observations, Observations, double[]> Predict)
{
    /// <summary>The base rate for everybody.</summary>
    public static Contender Prior { get; } = new("prior", (train, test) => [.. Enumerable.Repeat(train.BaseRate, test.Rows)]);

    public static Contender Model(LearningMethod method, LearningOptions options) =>
        new("model", (train, test) => Learner.Learn(train, method, options).Probabilities(test));

    /// <summary>See <see cref="SingleSignal"/>; the base rate where there is no column.</summary>
    public static Contender Single(LearningOptions options) =>
        new("best single signal", (train, test) => SingleSignal.Learn(train, options)?.Probabilities(test) ?? Prior.Predict(train, test));

    /// <summary>Today's score, one column of another table with the same rows, turned into a probability by a logistic line.</summary>
    /// <param name="column">Of both tables.</param>
    public static Contender Current(string column) =>
        new("current model", (train, test) => Learner.Learn(train.With([train[column]]), LearningMethod.Logistic, new LearningOptions()).Probabilities(test));
}
