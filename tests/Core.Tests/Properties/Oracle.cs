using Mainstay.Core.Facts;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Tests.Properties;

/// <summary>
/// Reads measures by plain loops over the raw facts, knowing nothing of columns, selections or measures. Deliberately
/// naive and written from the documentation; where it differs from the evaluator, one of them is wrong.
/// </summary>
internal sealed class Oracle(RandomHistory history)
{
    public static Reading Read(Spec spec, RandomHistory history) => new Oracle(history).Read(spec);

    private Reading Read(Spec spec)
    {
        foreach (var kind in KindsOf(spec))
        {
            var stream = history.Streams[kind.Index];
            if (!stream.IsConnected || stream.From > history.Point.AsOf)
            {
                return Missing(MissingReason.Absent);
            }

            if (Reach(spec) > 0 && stream.From > NaiveCalendar.DaysBefore(history.Zone, history.Point.AsOf, Reach(spec)))
            {
                return Missing(MissingReason.Absent);
            }

            if (stream.Through < NaiveCalendar.DaysBefore(history.Zone, history.Point.AsOf, stream.StaleAfterDays))
            {
                return Missing(MissingReason.Stale);
            }
        }

        return Value(spec, history.Point);
    }

    // How many days before T a measure counts: what its stream must have covered.
    private static int Reach(Spec spec) => spec.Keyword switch
    {
        "change" => Reach(spec.First!) + (spec.Over ?? WindowOf(spec.First!)!.Value),
        "ratio" => Math.Max(Reach(spec.First!), Reach(spec.Second!)),
        _ => spec.Window ?? 0,
    };

    private static int? WindowOf(Spec spec) => spec.Keyword switch
    {
        "change" => WindowOf(spec.First!) + (spec.Over ?? WindowOf(spec.First!)),
        "ratio" => WindowOf(spec.First!) is { } a && WindowOf(spec.Second!) is { } b ? Math.Max(a, b) : null,
        _ => spec.Window,
    };

    public static IEnumerable<FactKind> KindsOf(Spec spec)
    {
        if (spec.Kind is not null)
        {
            yield return spec.Kind;
        }

        foreach (var inner in new[] { spec.First, spec.Second }.OfType<Spec>())
        {
            foreach (var kind in KindsOf(inner))
            {
                yield return kind;
            }
        }
    }

    private Reading Value(Spec spec, PointInTime point)
    {
        switch (spec.Keyword)
        {
            case "ratio":
                return Divide(Value(spec.First!, point), Value(spec.Second!, point));
            case "change":
                var days = spec.Over ?? spec.First!.Window!.Value;
                var before = point with { AsOf = NaiveCalendar.DaysBefore(history.Zone, point.AsOf, days) };
                return Divide(Value(spec.First!, point), Value(spec.First!, before));
        }

        var facts = Selected(spec, point);
        switch (spec.Keyword)
        {
            case "count" or "open":
                return new Reading.Observed(facts.Count);
            case "distinct":
                return new Reading.Observed(facts.Select(f => Field(f, spec.Field!, point).Text).OfType<string>().ToHashSet(StringComparer.Ordinal).Count);
            case "slope":
                return Slope(spec, facts, point);
            case "days_since":
                return facts.Count == 0
                    ? Nothing(spec, point)
                    : new Reading.Observed(NaiveCalendar.DaysBetween(history.Zone, facts.Max(f => When(spec, f)), point.AsOf));
            case "days_until":
                var ahead = facts.Select(f => Field(f, spec.Field!, point).Time).Where(t => t >= point.AsOf).OfType<Instant>().ToList();
                return ahead.Count == 0
                    ? Missing(MissingReason.NotApplicable)
                    : new Reading.Observed(NaiveCalendar.DaysBetween(history.Zone, point.AsOf, ahead.Min()));
            case "last":
                return Last(spec, facts, point);
            case "sum" or "mean" or "min" or "max":
                return Total(spec, facts, point);
            case "share":
                var whole = spec with { Conditions = [] };
                var of = Selected(whole, point).Count;
                return of == 0 ? Nothing(whole, point) : new Reading.Observed((double)facts.Count / of);
            default:
                throw new NotSupportedException(spec.Keyword);
        }
    }

    private static Reading Divide(Reading a, Reading b)
    {
        if (a is Reading.Missing)
        {
            return a;
        }

        if (b is Reading.Missing)
        {
            return b;
        }

        var (x, y) = (a.ValueOrNull!.Value, b.ValueOrNull!.Value);
        return y == 0 ? Missing(MissingReason.NotApplicable) : new Reading.Observed(x / y);
    }

    private Reading Last(Spec spec, List<Fact> facts, PointInTime point)
    {
        Fact? best = null;
        foreach (var fact in facts)
        {
            if (Field(fact, spec.Field!, point).Number is null)
            {
                continue;
            }

            if (best is null)
            {
                best = fact;
                continue;
            }

            var order = When(spec, fact).Micros.CompareTo(When(spec, best).Micros);
            if (order == 0)
            {
                order = string.CompareOrdinal(fact.Id, best.Id);
            }

            if (order == 0)
            {
                order = IsLater(fact, best) ? 1 : -1;
            }

            best = order > 0 ? fact : best;
        }

        return best is null ? Nothing(spec, point) : new Reading.Observed(Field(best, spec.Field!, point).Number!.Value);
    }

    private Reading Total(Spec spec, List<Fact> facts, PointInTime point)
    {
        double sum = 0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        var n = 0;
        foreach (var fact in facts)
        {
            if (Number(fact, spec.Field!, point) is { } number)
            {
                n++;
                sum += number;
                least = Math.Min(least, number);
                greatest = Math.Max(greatest, number);
            }
        }

        double unit = spec.Field!.Type != FieldType.Duration ? 1 : spec.Unit switch
        {
            "minutes" => 60e6,
            "days" => 86400e6,
            _ => 3600e6,
        };
        return (spec.Keyword, n) switch
        {
            ("sum", _) => new Reading.Observed(sum / unit),
            (_, 0) => Nothing(spec, point),
            ("mean", _) => new Reading.Observed(sum / (n * unit)),
            ("min", _) => new Reading.Observed(least / unit),
            _ => new Reading.Observed(greatest / unit),
        };
    }

    private Reading.Observed Slope(Spec spec, List<Fact> facts, PointInTime point)
    {
        var n = spec.Window!.Value;
        double sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var x = 0; x < n; x++)
        {
            var from = NaiveCalendar.DaysBefore(history.Zone, point.AsOf, n - x);
            var to = NaiveCalendar.DaysBefore(history.Zone, point.AsOf, n - x - 1);
            var y = facts.Count(f => When(spec, f) >= from && When(spec, f) < to);
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumXy += x * y;
        }

        return new Reading.Observed((n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX));
    }

    private Reading.Missing Nothing(Spec spec, PointInTime point) =>
        spec.Window is not null && Selected(spec with { Window = null }, point).Count > 0
            ? Missing(MissingReason.Stale)
            : Missing(MissingReason.Absent);

    private List<Fact> Selected(Spec spec, PointInTime point)
    {
        var selected = new List<Fact>();
        foreach (var fact in Visible(spec.Kind!, point))
        {
            var keep = true;
            if (spec.Window is { } days)
            {
                var when = spec.On is null ? fact.At : Field(fact, spec.On, point).Time;
                keep = when is not null && when < point.AsOf && when >= NaiveCalendar.DaysBefore(history.Zone, point.AsOf, days);
            }

            if (spec.While is { } state)
            {
                var from = Field(fact, fact.Kind[state.From], point).Time;
                var to = Field(fact, fact.Kind[state.To], point).Time;
                keep = keep && from is not null && from <= point.AsOf && !(to <= point.AsOf);
            }

            foreach (var condition in spec.Conditions)
            {
                keep = keep && Holds(condition, fact, point);
            }

            if (keep)
            {
                selected.Add(fact);
            }
        }

        return selected;
    }

    private List<Fact> Visible(FactKind kind, PointInTime point)
    {
        var visible = new List<Fact>();
        foreach (var fact in history.Facts)
        {
            if (fact.Kind != kind)
            {
                continue;
            }

            var happened = kind.Shape == FactShape.Occurrence ? fact.At < point.AsOf : fact.At <= point.AsOf;
            var lag = history.Streams[kind.Index].LagMicros;
            var recorded = fact.RecordedAt ?? (fact.At == Instant.MinValue ? fact.At : fact.At.Plus(lag));
            if (!happened || recorded > point.KnownAt)
            {
                continue;
            }

            var rival = fact.Id is null ? -1 : visible.FindIndex(f => f.Id == fact.Id);
            if (rival < 0)
            {
                visible.Add(fact);
            }
            else if (IsLater(fact, visible[rival]))
            {
                visible[rival] = fact;
            }
        }

        return visible;
    }

    // Effective time, then the source's change, then content, then when it was learned.
    private static bool IsLater(Fact a, Fact b)
    {
        if (a.At != b.At)
        {
            return a.At > b.At;
        }

        if (a.UpdatedAt != b.UpdatedAt)
        {
            return b.UpdatedAt is null || a.UpdatedAt > b.UpdatedAt;
        }

        for (var i = 0; i < a.Values.Length; i++)
        {
            var (x, y) = (a.Values[i], b.Values[i]);
            if (x.IsAbsent != y.IsAbsent)
            {
                return y.IsAbsent;
            }

            var order = string.CompareOrdinal(x.ToString(), y.ToString());
            if (order != 0)
            {
                return order > 0;
            }
        }

        return b.RecordedAt is null ? a.RecordedAt is not null : a.RecordedAt > b.RecordedAt;
    }

    private FactValue Field(Fact fact, FactField field, PointInTime point)
    {
        if (field.KnownFrom is { } moment && Field(fact, fact.Kind[moment], point).IsAbsent)
        {
            return default;
        }

        var value = fact.Values[field.Index];
        if (field.Type == FieldType.Moment && value.Time is { } time)
        {
            var lag = history.Streams[fact.Kind.Index].LagMicros;
            var known = time <= point.AsOf && (fact.RecordedAt is not null || time.Plus(lag) <= point.KnownAt);
            return known ? value : default;
        }

        return value;
    }

    private double? Number(Fact fact, FactField field, PointInTime point)
    {
        if (field.Span is not { } span)
        {
            return Field(fact, field, point).Number;
        }

        var from = Field(fact, fact.Kind[span.From], point).Time;
        var to = Field(fact, fact.Kind[span.To], point).Time;
        return from <= to ? to!.Value.Micros - from!.Value.Micros : null;
    }

    private static Instant When(Spec spec, Fact fact) => spec.On is null ? fact.At : fact.Values[spec.On.Index].Time!.Value;

    private bool Holds(Where condition, Fact fact, PointInTime point)
    {
        var number = Number(fact, condition.Field, point);
        if (condition.Field.Type == FieldType.Duration)
        {
            number /= 3600e6;
        }

        var text = Field(fact, condition.Field, point).Text;
        var isThere = number is not null || !Field(fact, condition.Field, point).IsAbsent;
        return condition.Sign switch
        {
            "present" => isThere,
            "absent" => !isThere,
            "in" => text is not null && condition.Words.Contains(text),
            "not" => text is not null && !condition.Words.Contains(text),
            "<" => number < condition.Number,
            "<=" => number <= condition.Number,
            ">" => number > condition.Number,
            ">=" => number >= condition.Number,
            "=" => number == condition.Number,
            "!=" => number is not null && number != condition.Number,
            _ => throw new NotSupportedException(condition.Sign),
        };
    }

    private static Reading.Missing Missing(MissingReason reason) => new(reason, "");
}
