namespace Mainstay.Core.Calibration.Learning;

/// <summary>How a model is learned.</summary>
public enum LearningMethod
{
    /// <summary>Curves of a few knots and tables for pairs: <see cref="AdditiveLearner"/>.</summary>
    Additive,

    /// <summary>A card of five steps a signal, as credit scoring has it: <see cref="PlainLearner.Points"/>.</summary>
    Points,

    /// <summary>A straight line a signal: <see cref="PlainLearner.Logistic"/>.</summary>
    Logistic,
}
