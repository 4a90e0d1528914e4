using System.Collections.Immutable;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>What a proposal does with a signal, and why.</summary>
/// <param name="Signal">The signal or column.</param>
/// <param name="By">Of a pair, the signal that chooses the curve; null otherwise.</param>
/// <param name="Today">Its share of today's weights, 0 to 1; null where there is no model of today.</param>
/// <param name="Proposed">Its share of the proposed weights, 0 to 1; 0 where it is left out.</param>
/// <param name="Moves">By how many points it moves the proposed score: the standard deviation, over the rows, of what it adds. 0 where it is left out.</param>
/// <param name="Because">What outcomes say of the signal; null of a pair or a total.</param>
public sealed record ProposedChange(string Signal, string? By, double? Today, double Proposed, double Moves, string? Because)
{
    /// <summary>
    /// A change for each signal that is proposed or counted today, those that move scores most first, and those that are left out last.
    /// </summary>
    /// <param name="table">The rows learned from.</param>
    /// <param name="evidence">Of the signals of today's model, or of the table's columns.</param>
    public static ImmutableArray<ProposedChange> Of(LearnedModel learned, Observations table, IReadOnlyCollection<SignalEvidence> evidence)
    {
        var read = learned.WithTotals(table);
        var hasToday = evidence.Any(e => e.Weight is not null);
        var proposed = learned.Signals.Select(signal => signal is LearnedSignal.Pair pair
            ? new ProposedChange(pair.Column, pair.Other, hasToday ? 0 : null, signal.Weight / learned.Range, Moved(signal), null)
            : new ProposedChange(signal.Column, null, TodayOf(signal.Column), signal.Weight / learned.Range, Moved(signal), Found(signal.Column)?.Because));
        var left = evidence
            .Where(e => e.Weight > 0 && !learned.Signals.Any(s => s is not LearnedSignal.Pair && string.Equals(s.Column, e.Name, StringComparison.Ordinal)))
            .Select(e => new ProposedChange(e.Name, null, e.Weight, 0, 0, e.Because));
        return [.. proposed.OrderByDescending(c => c.Moves), .. left.OrderByDescending(c => c.Today)];

        SignalEvidence? Found(string signal) => evidence.FirstOrDefault(e => string.Equals(e.Name, signal, StringComparison.Ordinal));
        double? TodayOf(string signal) => hasToday ? Found(signal)?.Weight ?? 0 : null;
        double Moved(LearnedSignal signal)
        {
            var points = signal.Points(read);
            var mean = points.Average();
            return signal.Weight / learned.Range * Math.Sqrt(points.Average(p => (p - mean) * (p - mean)));
        }
    }
}
