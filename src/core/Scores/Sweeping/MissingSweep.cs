using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>What the missing policies of a signal make of the days without a reading.</summary>
internal sealed class MissingSweep
{
    private readonly MissingPolicies _policies;
    private readonly double[] _codes;
    private readonly bool _isOne;
    private readonly bool _leavesAll;

    public MissingSweep(MissingPolicies policies)
    {
        _policies = policies;
        _codes = [PartCode.Of(policies.Absent), PartCode.Of(policies.Stale), PartCode.Of(policies.NotApplicable)];
        _isOne = policies.Absent == policies.Stale && policies.Stale == policies.NotApplicable;
        _leavesAll = _isOne && policies.Absent is MissingPolicy.Redistribute;
    }

    /// <param name="readings">As the good rows read.</param>
    /// <param name="points">By the curve; filled with points or a <see cref="PartCode"/> where there is no reading.</param>
    public void Fill(ReadOnlySpan<double> readings, Span<double> points)
    {
        if (_leavesAll)
        {
            return;
        }

        for (var day = 0; day < points.Length; day++)
        {
            if (double.IsNaN(points[day]))
            {
                points[day] = CodeOf(readings[day]);
            }
        }
    }

    /// <summary>The same for signals that carry, and what is corrupt with it: day after day, as they are folded.</summary>
    /// <param name="carried">Filled with what is remembered after each day.</param>
    /// <param name="isTainted">Null where no row was ever rejected.</param>
    /// <param name="foldFrom">Index of the day that the fold begins with.</param>
    public void Carry(AccountPanel panel, double[] readings, double[] points, CarriedDays carried, Func<int, bool>? isTainted, int foldFrom)
    {
        var (last, hasLapsed) = (-1, false);
        for (var day = 0; day < points.Length; day++)
        {
            if (day < foldFrom || !panel.IsEligible[day])
            {
                last = -1;
            }

            var isCorrupt = isTainted is not null && isTainted(day);
            if (!double.IsNaN(readings[day]))
            {
                (last, hasLapsed) = isCorrupt ? (last, hasLapsed) : (day, false);
                points[day] = isCorrupt ? Math.Min(points[day], MissingPolicy.Neutral) : points[day];
            }
            else
            {
                points[day] = Missing(readings[day], last >= 0 ? points[last] : double.NaN, day - last);
                if (isCorrupt)
                {
                    points[day] = Corrupt(points[day], last >= 0 && !hasLapsed ? points[last] : double.NaN);
                }

                hasLapsed |= !isCorrupt;
            }

            readings[day] = isCorrupt ? ReadingCode.Of(MissingReason.Corrupt) : readings[day];
            carried.Last[day] = last;
            carried.HasLapsed[day] = hasLapsed;

            // What is not folded leaves nothing behind.
            last = day < foldFrom || !panel.IsEligible[day] ? -1 : last;
        }
    }

    /// <summary>Points of a tainted signal whose good rows read nothing.</summary>
    /// <param name="points">By its policy, or a code.</param>
    /// <param name="lastGood">What it was worth at the last midnight before; NaN where it was missing or is forgotten.</param>
    public static double Corrupt(double points, double lastGood)
    {
        var held = double.IsNaN(points) || lastGood < points ? lastGood : points;
        return double.IsNaN(held) ? points : Math.Min(held, MissingPolicy.Neutral);
    }

    private double Missing(double reading, double lastPoints, int age) =>
        PolicyOf(reading) is MissingPolicy.Carry carry && !double.IsNaN(lastPoints) && age <= carry.Days
            ? carry.After(lastPoints, age)
            : CodeOf(reading);

    private double CodeOf(double reading) => _isOne ? _codes[0] : _codes[(int)ReadingCode.ReasonOf(reading)!.Value];

    private MissingPolicy PolicyOf(double reading) => _isOne ? _policies.Absent : _policies.For(ReadingCode.ReasonOf(reading)!.Value);
}
