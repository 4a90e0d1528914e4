namespace Mainstay.Core.Calibration.Leaks;

/// <summary>How a signal may know the outcome.</summary>
public enum LeakKind
{
    /// <summary>It tells the outcome better than anything honest does.</summary>
    SeparatesTooWell,

    /// <summary>Some of its values mean churn, nearly without exception.</summary>
    DecidesTheOutcome,

    /// <summary>That it is there, or that it is not, is the outcome.</summary>
    PresenceTells,

    /// <summary>Its name speaks of the outcome.</summary>
    NamesTheOutcome,

    /// <summary>It counts until the end of the customer, whenever that was.</summary>
    RunsToTheEnd,

    /// <summary>It never changes, yet goes with how long the customer will have stayed.</summary>
    KnowsTheEnd,

    /// <summary>It appears only once the outcome is written down.</summary>
    AppearsWithTheOutcome,

    /// <summary>Its past readings are others since more was recorded.</summary>
    ChangesAfterwards,

    /// <summary>Its facts have no date, so that today's are read for every day.</summary>
    HasNoDate,

    /// <summary>The end of a term was written over when the customer left.</summary>
    EndIsRewritten,

    /// <summary>How long ago anything arrived tells the outcome.</summary>
    ArrivalTells,
}

/// <summary>A suspicion that a signal, or a column, knows what it should foretell. A person decides.</summary>
/// <param name="Signal">Name of the signal or column.</param>
/// <param name="Kind">What is suspicious.</param>
/// <param name="Because">With figures, as a sentence.</param>
public sealed record Leak(string Signal, LeakKind Kind, string Because);
