using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>How a model uses a signal.</summary>
/// <param name="Points">Of each row, 0 to 100; NaN where it takes no part.</param>
/// <param name="Weight">Its share of the primary score, 0 to 1; 0 where it is only shown or stands in another score.</param>
/// <param name="HasCurve">Whether its values are worth points.</param>
public sealed record SignalUse(ImmutableArray<double> Points, double Weight, bool HasCurve)
{
    /// <summary>One per signal of the model.</summary>
    public static ImmutableArray<SignalUse> Of(ObservationSet set)
    {
        var shares = SharesOf(set.Model.Primary);
        return [.. set.Model.Signals.Select((signal, i) => new SignalUse(
            [.. set.Rows.Select(row => double.IsNaN(row.Readings[i]) ? double.NaN : row.Points[i])], shares.GetValueOrDefault(signal.Name), signal.Curve is not null))];
    }

    private static Dictionary<string, double> SharesOf(ScoreDefinition score)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var placed in score.AllDimensions())
        {
            var all = placed.Definition.Signals.Sum(s => s.Weight);
            foreach (var signal in placed.Definition.Signals)
            {
                shares[signal.Signal.Name] = shares.GetValueOrDefault(signal.Signal.Name) + (placed.Share * signal.Weight / all);
            }
        }

        return shares;
    }
}
