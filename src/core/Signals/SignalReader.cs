using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals;

/// <summary>Reads a measure with an eye on its streams: the only place that turns a silent stream into a missing reading.</summary>
public static class SignalReader
{
    public static Reading Read(Measure measure, AccountHistory history, PointInTime point)
    {
        foreach (var kind in measure.Kinds)
        {
            var stream = history.StreamOf(kind).At(point.KnownAt);
            if (!stream.Covers(point.AsOf))
            {
                return new Reading.Missing(MissingReason.Absent, $"no source of {kind} is connected");
            }

            // A window that begins before the stream does would count a part as if it were the whole.
            if (measure.ReachDays > 0 && !stream.Covers(history.Calendar.DaysBefore(point.AsOf, measure.ReachDays)))
            {
                return new Reading.Missing(MissingReason.Absent, $"{kind} have been connected for less than {measure.ReachDays} days");
            }

            if (stream.IsStale(point.AsOf, history.Calendar))
            {
                return new Reading.Missing(MissingReason.Stale, $"{kind} have only arrived through {stream.Through}");
            }
        }

        var reading = measure.Read(history, point);
        var tainted = measure.Kinds.FirstOrDefault(kind => history.IsTainted(kind, point));
        return tainted is null
            ? reading
            : new Reading.Missing(MissingReason.Corrupt, $"rows of {tainted} were rejected", reading);
    }
}
