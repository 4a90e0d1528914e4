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

            var today = NaiveCalendar.Local(history.Zone, history.Point.AsOf).Date;
            if (stream.Through < NaiveCalendar.OfLocal(history.Zone, today.AddDays(-stream.StaleAfterDays)))
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
        "scaled" => Reach(spec.First!),
        "deviation" => Reach(spec.First!) + 3 * (spec.Over ?? WindowOf(spec.First!)!.Value),
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

        if (spec.Contacts.Count > 0)
        {
            yield return FactKinds.Contacts;
        }

        foreach (var inner in new[] { spec.First, spec.Second }.OfType<Spec>())
        {
            foreach (var kind in KindsOf(inner))
            {
                yield return kind;
            }
        }

        if (spec.Keyword is "scaled" or "days_to")
        {
            yield return spec.Start.Kind;
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
            case "scaled":
                return Scaled(spec, point);
            case "deviation":
                return Deviation(spec, point);
            case "reached":
                return new Reading.Observed(First(spec, point) is null ? 0 : 1);
            case "days_to":
                return DaysTo(spec, point);
            case "attribute":
                var isWord = spec.Words.Count > 0;
                return Value(
                    spec with
                    {
                        Keyword = isWord ? "lookup" : "last",
                        Field = spec.Kind![isWord ? "text" : "number"],
                        Conditions = [new Where(spec.Kind["name"], "in", 0, spec.Named!)],
                    },
                    point);
            case "response_rate":
                var asked = spec with { On = spec.On ?? (spec.Window is null ? null : Response(spec, first: true)) };
                var all = Selected(asked, point);
                return all.Count == 0
                    ? Nothing(asked, point)
                    : new Reading.Observed((double)all.Count(f => !Field(f, Response(spec, first: false), point).IsAbsent) / all.Count);
            case "response_latency":
                return Value(
                    spec with { Keyword = "mean", Field = spec.Kind!["response_time"], On = spec.On ?? (spec.Window is null ? null : Response(spec, first: false)) },
                    point);
        }

        var facts = Selected(spec, point);
        switch (spec.Keyword)
        {
            case "count" when spec.Field is not null:
                return new Reading.Observed(facts.Sum(f => Worth(spec, Field(f, spec.Field, point).Text) ?? 1));
            case "lookup" or "stage":
                return Lookup(spec with { Field = spec.Field ?? spec.Kind!["stage"] }, facts, point);
            case "nps":
                var answers = facts.Select(f => Number(f, spec.Field!, point)).OfType<double>().ToList();
                return answers.Count == 0
                    ? Nothing(spec, point)
                    : new Reading.Observed(100.0 * (answers.Count(a => a >= 9) - answers.Count(a => a <= 6)) / answers.Count);
            case "adopted":
                return new Reading.Observed((double)spec.Words.Count(w => facts.Any(f => Field(f, spec.Field!, point).Text == w.Word)) / spec.Words.Count);
            case "held_days" or "open_days":
                var since = facts.Select(f => Field(f, f.Kind[spec.While!.From], point).Time).OfType<Instant>().ToList();
                return since.Count == 0 && facts.Count > 0
                    ? Missing(MissingReason.Absent)
                    : new Reading.Observed(since.Count == 0 ? 0 : NaiveCalendar.DaysBetween(history.Zone, since.Min(), point.AsOf));
            case "term_days":
                var terms = facts.Where(f => !Field(f, f.Kind["ends_at"], point).IsAbsent)
                    .Select(f => NaiveCalendar.DaysBetween(history.Zone, f["starts_at"].Time!.Value, f["ends_at"].Time!.Value)).ToList();
                return terms.Count == 0 ? Missing(MissingReason.NotApplicable) : new Reading.Observed(terms.Max());
            case "changed":
                return Changed(spec, point);
            case "count" or "open":
                return new Reading.Observed(facts.Count);
            case "distinct":
                var values = facts.Select(f => Field(f, spec.Field!, point).Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
                return values.Count == 0 && facts.Count > 0 ? Missing(MissingReason.Absent) : new Reading.Observed(values.Count);
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

    private static FactField Response(Spec spec, bool first) => spec.Kind == FactKinds.Tickets
        ? spec.Kind[first ? "opened_at" : "first_response_at"]
        : spec.Kind![first ? "sent_at" : "answered_at"];

    private static double? Worth(Spec spec, string? word)
    {
        foreach (var (known, number) in spec.Words)
        {
            if (known == word)
            {
                return spec.Keyword == "stage" ? number / spec.Words.Count : number;
            }
        }

        return spec.Else;
    }

    private Reading Lookup(Spec spec, List<Fact> facts, PointInTime point) =>
        Latest(spec, facts.Where(f => Field(f, spec.Field!, point).Text is not null)) is not { } latest ? Nothing(spec, point)
        : Worth(spec, latest.Values[spec.Field!.Index].Text) is { } number ? new Reading.Observed(number)
        : Missing(MissingReason.NotApplicable);

    private Reading.Observed Changed(Spec spec, PointInTime point)
    {
        var days = spec.Window!.Value;
        var earlier = point with { AsOf = NaiveCalendar.DaysBefore(history.Zone, point.AsOf, days) };
        var before = Visible(spec.Kind!, earlier);
        var n = 0;
        foreach (var fact in Selected(spec with { Window = null }, point))
        {
            var was = before.Find(f => f.Id == fact.Id);
            if (was is null)
            {
                continue;
            }

            var (x, y) = (Field(was, spec.Field!, earlier), Field(fact, spec.Field!, point));
            if (x.IsAbsent || y.IsAbsent)
            {
                continue;
            }

            if (spec.Field!.Type == FieldType.Money && spec.Kind!.Find("currency") is not null && NamedOf(was) != NamedOf(fact))
            {
                if (history.Currency is null
                    || NaiveMoney.Convert(x.Number!.Value, was, earlier, history) is not (var then, null)
                    || NaiveMoney.Convert(y.Number!.Value, fact, point, history) is not (var now, null))
                {
                    continue;
                }

                (x, y) = (FactValue.Of(then), FactValue.Of(now));
            }

            if (x.ToString() == y.ToString())
            {
                continue;
            }

            double? from = x.Number ?? spec.Words.FirstOrDefault(w => w.Word == x.Text).Number;
            double? to = y.Number ?? spec.Words.FirstOrDefault(w => w.Word == y.Text).Number;
            var isRanked = x.Number is not null || (spec.Words.Any(w => w.Word == x.Text) && spec.Words.Any(w => w.Word == y.Text));
            n += spec.Direction switch
            {
                "up" => isRanked && to > from ? 1 : 0,
                "down" => isRanked && to < from ? 1 : 0,
                _ => 1,
            };
        }

        return new Reading.Observed(n);
    }

    // The earliest instant that any version tells, replaced or not.
    private Instant? First(Spec spec, PointInTime point)
    {
        Instant? first = null;
        foreach (var fact in Versions(spec.Kind!, point))
        {
            var when = spec.On is null ? fact.At : Field(fact, spec.On, point).Time;
            if (when is not null && spec.Conditions.All(c => Holds(c, fact, point)) && (first is null || when < first))
            {
                first = when;
            }
        }

        return first;
    }

    private Instant? Start(Spec spec, PointInTime point) =>
        Versions(spec.Start.Kind, point).Select(f => Field(f, spec.Start.Field, point).Time).OfType<Instant>().Select(t => (Instant?)t).Min() is { } start
        && start <= point.AsOf ? start : null;

    private Reading DaysTo(Spec spec, PointInTime point)
    {
        if (Start(spec, point) is not { } start)
        {
            return Missing(MissingReason.NotApplicable);
        }

        return new Reading.Observed(Math.Max(0, NaiveCalendar.DaysBetween(history.Zone, start, First(spec, point) ?? point.AsOf)));
    }

    private Reading Scaled(Spec spec, PointInTime point)
    {
        if (Value(spec.First!, point) is not Reading.Observed of)
        {
            return Value(spec.First!, point);
        }

        if (Start(spec, point) is not { } start)
        {
            return Missing(MissingReason.NotApplicable);
        }

        var (window, age) = (spec.First!.Window!.Value, NaiveCalendar.DaysBetween(history.Zone, start, point.AsOf));
        return new Reading.Observed(of.Value * window / (age < 1 ? 1 : age > window ? window : age));
    }

    private Reading Deviation(Spec spec, PointInTime point)
    {
        if (Value(spec.First!, point) is not Reading.Observed now)
        {
            return Value(spec.First!, point);
        }

        var every = spec.Over ?? spec.First!.Window!.Value;
        var window = spec.First!.Window ?? 0;
        var seen = KindsOf(spec).SelectMany(kind => Visible(kind, point)).Select(f => f.At).ToList();
        var habit = new List<double>();
        for (var i = 1; i <= (spec.Windows ?? 8); i++)
        {
            var at = NaiveCalendar.DaysBefore(history.Zone, point.AsOf, every * i);
            if (seen.Count > 0 && seen.Min() <= NaiveCalendar.DaysBefore(history.Zone, at, window)
                && Value(spec.First!, point with { AsOf = at }) is Reading.Observed then)
            {
                habit.Add(then.Value);
            }
        }

        if (habit.Count < 3)
        {
            return Missing(MissingReason.Absent);
        }

        var usual = Median(habit);
        var spread = Median(habit.ConvertAll(h => Math.Abs(h - usual)));
        return new Reading.Observed((now.Value - usual) / (spread > spec.Floor!.Value ? spread : spec.Floor.Value));
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private Reading Last(Spec spec, List<Fact> facts, PointInTime point) =>
        Latest(spec, facts.Where(f => Field(f, spec.Field!, point).Number is not null)) is { } latest
            ? Money(spec, history.Currency is null ? facts : [latest], point) ?? (Reading)new Reading.Observed(Converted(latest, spec.Field!, point)!.Value)
            : Nothing(spec, point);

    // Why the amounts cannot be added, if so: by the first of them in the order they took effect.
    private Reading.Missing? Money(Spec spec, List<Fact> facts, PointInTime point)
    {
        var amounts = facts.Where(f => Field(f, spec.Field!, point).Number is not null).ToList();
        if (spec.Field!.Type != FieldType.Money || spec.Kind!.Find("currency") is null)
        {
            return null;
        }

        if (history.Currency is null)
        {
            return amounts.Select(f => f["currency"].Text?.ToUpperInvariant() ?? "").Distinct().Count() > 1 ? Missing(MissingReason.NotApplicable) : null;
        }

        var failed = amounts.Where(f => NaiveMoney.Convert(1, f, point, history).Missing is not null).ToList();
        failed.Sort((a, b) => ReferenceEquals(a, b) ? 0 : IsLater(a, b) ? 1 : -1);
        return failed.Count == 0 ? null : Missing(NaiveMoney.Convert(1, failed[0], point, history).Missing!.Value);
    }

    private double? Converted(Fact fact, FactField field, PointInTime point) =>
        Number(fact, field, point) is { } number && field.Type == FieldType.Money && fact.Kind.Find("currency") is not null && history.Currency is not null
            ? NaiveMoney.Convert(number, fact, point, history).Amount
            : Number(fact, field, point);

    private static Fact? Latest(Spec spec, IEnumerable<Fact> facts)
    {
        Fact? best = null;
        foreach (var fact in facts)
        {

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

        return best;
    }

    private Reading Total(Spec spec, List<Fact> facts, PointInTime point)
    {
        if (Money(spec, facts, point) is { } missing)
        {
            return missing;
        }

        double sum = 0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        var n = 0;
        foreach (var fact in facts)
        {
            if (Converted(fact, spec.Field!, point) is { } number)
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
            ("sum", 0) when facts.Count > 0 => Missing(MissingReason.Absent),
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

    private string NamedOf(Fact fact) =>
        fact["currency"].Text?.ToUpperInvariant() is { Length: > 0 } named ? named : history.Currency?.Code ?? "";

    private Reading.Missing Nothing(Spec spec, PointInTime point) =>
        spec.Window is not null && Selected(spec with { Window = null }, point).Exists(f => (spec.On is null ? f.At : Field(f, spec.On, point).Time) < point.AsOf)
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
                keep = keep && (fact.Kind == FactKinds.Contacts || (from is not null && from <= point.AsOf)) && !(to <= point.AsOf);
            }

            foreach (var condition in spec.Conditions)
            {
                keep = keep && Holds(condition, fact, point);
            }

            if (spec.Contacts.Count > 0)
            {
                var person = fact.Values[(fact.Kind.Find("contact") ?? fact.Kind["user"]).Index].Text;
                keep = keep && person is not null && Visible(FactKinds.Contacts, point).Exists(c =>
                    (c["email"].Text == person || c.Id == person) && spec.Contacts.All(condition => Holds(condition, c, point)));
            }

            if (keep)
            {
                selected.Add(fact);
            }
        }

        return selected;
    }

    private List<Fact> Versions(FactKind kind, PointInTime point)
    {
        var versions = new List<Fact>();
        foreach (var fact in history.Facts.Where(f => f.Kind == kind))
        {
            var happened = kind.Shape == FactShape.Occurrence ? fact.At < point.AsOf : fact.At <= point.AsOf;
            var lag = history.Streams[kind.Index].LagMicros;
            var recorded = fact.RecordedAt ?? (fact.At == Instant.MinValue ? fact.At : fact.At.Plus(lag));
            if (happened && recorded <= point.KnownAt)
            {
                versions.Add(fact);
            }
        }

        return versions;
    }

    private List<Fact> Visible(FactKind kind, PointInTime point)
    {
        var visible = new List<Fact>();
        foreach (var fact in Versions(kind, point))
        {
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

            // Numbers and times by size, words by their letters.
            var order = x.Number is { } number ? number.CompareTo(y.Number!.Value)
                : x.Time is { } time ? time.CompareTo(y.Time!.Value)
                : string.CompareOrdinal(x.Text, y.Text);
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

        var standing = number;
        if (number is { } amount && condition.Field.Type == FieldType.Money && fact.Kind.Find("currency") is not null && history.Currency is not null)
        {
            var (converted, missing) = NaiveMoney.Convert(amount, fact, point, history);
            number = missing is null ? converted : null;
        }

        var text = Field(fact, condition.Field, point).Text;
        var isThere = standing is not null || !Field(fact, condition.Field, point).IsAbsent;
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
