using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>A set of observations as a table to learn from: what the signals read.</summary>
public static class ObservationTable
{
    /// <summary>One column of numbers per signal of the model, by its name; families stay together.</summary>
    public static Observations Of(ObservationSet set) => new(
        [.. set.Rows.Select(r => r.AccountId)],
        [.. set.Rows.Select(r => r.HasChurned)],
        [.. set.Model.Signals.Select((signal, i) => new ObservedColumn.Numeric(signal.Name, [.. set.Rows.Select(r => r.Readings[i])]))],
        set.Families,
        [.. set.Rows.Select(r => r.Day)]);
}
