using Mainstay.Core.Facts;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Tests.Properties;

/// <summary>Draws measures of every keyword of the catalogue, with windows of two, seven and thirty days.</summary>
internal static class RandomMeasures
{
    private static readonly string[] Nested = ["ratio", "change", "scaled", "deviation"];

    public static Spec Next(Dice dice) => Next(dice, dice.Of([.. MeasureCatalogue.All.Select(s => s.Keyword)]));

    public static Spec Next(Dice dice, string keyword) => keyword switch
    {
        "ratio" => new Spec { Keyword = keyword, First = Inner(dice), Second = Inner(dice) },
        "change" => Change(dice),
        "slope" => Selection(dice, keyword, Kind(dice)) with { Window = dice.Of(2, 7, 30) },
        "open" => Open(dice),
        "share" => Share(dice),
        "sum" or "mean" or "min" or "max" => Total(dice, keyword),
        "last" => OfField(dice, keyword, f => f.IsNumeric && f.Type != FieldType.Duration),
        "distinct" => OfField(dice, keyword, f => f.Type == FieldType.Text),
        "days_until" => OfField(dice, keyword, f => f.Type == FieldType.Planned),
        "nps" => OfField(dice, keyword, f => f.Type == FieldType.Number),
        "count" => dice.Maybe(50) ? Weighted(dice) : Selection(dice, keyword, Kind(dice)),
        "days_since" => Selection(dice, keyword, Kind(dice)),
        "lookup" => OfField(dice, keyword, f => f.Type == FieldType.Text) with { Words = Table(dice), Else = dice.Of<double?>(null, 0, 7.5) },
        "stage" => Selection(dice, keyword, Kind(dice, k => k.Find("stage") is not null)) with { Words = dice.Of(Ranks("a", "b"), Ranks("c", "a", "b"), Ranks("x", "c", "b", "a")) },
        "attribute" => new Spec { Keyword = keyword, Kind = FactKinds.Attributes, Named = dice.Of("a", "b") } is var spec && dice.Maybe(50)
            ? spec with { Words = Table(dice), Else = dice.Of<double?>(null, 4) }
            : spec,
        "response_rate" => Selection(dice, keyword, Kind(dice, k => k.Find("response_time") is not null)),
        "response_latency" => Selection(dice, keyword, Kind(dice, k => k.Find("response_time") is not null)) with { Unit = dice.Of(null, "days") },
        "adopted" => OfField(dice, keyword, f => f.Type == FieldType.Text) with { Words = dice.Of(Ranks("a"), Ranks("a", "c"), Ranks("b", "x", "c")) },
        "held_days" => Held(dice, keyword, _ => true),
        "open_days" => Held(dice, keyword, s => s.Name == "open"),
        "term_days" => Held(dice, keyword, s => s == FactKinds.Subscriptions.FindState("held")),
        "reached" => Selection(dice, keyword, Kind(dice)) with { Window = null, While = null },
        "days_to" => Selection(dice, keyword, Kind(dice)) with { Window = null, While = null, Since = Since(dice) },
        "scaled" => new Spec { Keyword = keyword, First = Windowed(dice), Since = Since(dice) },
        "changed" => Changed(dice),
        "deviation" => Deviation(dice),
        _ => throw new NotSupportedException($"Draw the measure '{keyword}' here, and read it in the oracle."),
    };

    private static Spec Inner(Dice dice)
    {
        var keywords = MeasureCatalogue.All.Select(s => s.Keyword).Except(Nested, StringComparer.Ordinal).ToArray();
        return Next(dice, dice.Of(keywords));
    }

    private static Spec Change(Dice dice)
    {
        var of = Inner(dice);
        var over = of.Window is null || dice.Maybe(50) ? dice.Of(7, 30) : (int?)null;
        return new Spec { Keyword = "change", First = of, Over = over };
    }

    private static Spec Windowed(Dice dice)
    {
        var of = Inner(dice);
        return of.Window is not null ? of : Selection(dice, "count", FactKinds.Usage) with { Window = 7 };
    }

    private static Spec Deviation(Dice dice)
    {
        var of = Inner(dice);
        var every = of.Window is null || dice.Maybe(50) ? dice.Of(1, 3, 7) : (int?)null;
        return new Spec { Keyword = "deviation", First = of, Over = every, Windows = dice.Of<int?>(null, 3, 4, 5), Floor = dice.Of(0.5, 1, 100) };
    }

    private static Spec Changed(Dice dice)
    {
        var kind = Kind(dice, k => k.Shape == FactShape.Object);
        var field = dice.Of([.. kind.Fields.Where(f => f.Type is FieldType.Text || (f.IsNumeric && f.Type != FieldType.Duration))]);
        var direction = dice.Of(null, "any", "up", "down");
        return Selection(dice, "changed", kind) with
        {
            Field = field,
            Window = dice.Of(2, 7, 30),
            On = null,
            Direction = direction,
            Words = field.Type == FieldType.Text && direction is "up" or "down" ? dice.Of(Ranks("a", "b", "c"), Ranks("c", "a")) : [],
        };
    }

    private static Spec Held(Dice dice, string keyword, Func<FactState, bool> fits)
    {
        var kind = Kind(dice, k => k.States.Any(fits));
        return Selection(dice, keyword, kind) with { While = dice.Of([.. kind.States.Where(fits)]) };
    }

    private static Spec Weighted(Dice dice)
    {
        var spec = OfField(dice, "count", f => f.Type == FieldType.Text);
        return spec with { Words = Table(dice), Else = dice.Of<double?>(null, 0, 2.5) };
    }

    private static (FactKind Kind, FactField Field)? Since(Dice dice)
    {
        if (dice.Maybe(50))
        {
            return null;
        }

        var kind = Kind(dice, k => k.Fields.Any(f => f.IsTime));
        return (kind, dice.Of([.. kind.Fields.Where(f => f.IsTime)]));
    }

    private static (string Word, double Number)[] Table(Dice dice) =>
        dice.Of<(string, double)[]>([("a", 5), ("b", 2)], [("a", 0.5), ("c", 3), ("x", 9)], [("b", 0)]);

    private static (string Word, double Number)[] Ranks(params string[] words) => [.. words.Select((word, i) => (word, i + 1d))];

    private static Spec Share(Dice dice)
    {
        var kind = Kind(dice);
        return Selection(dice, "share", kind) with { Conditions = [Condition(dice, kind)] };
    }

    private static Spec Open(Dice dice)
    {
        var kind = Kind(dice, k => k.FindState("open") is not null);
        return Selection(dice, "open", kind) with { While = kind.FindState("open") };
    }

    private static Spec Total(Dice dice, string keyword)
    {
        var spec = OfField(dice, keyword, f => f.IsNumeric);
        return spec.Field!.Type == FieldType.Duration && dice.Maybe(70)
            ? spec with { Unit = dice.Of("hours", "minutes", "days") }
            : spec;
    }

    private static Spec OfField(Dice dice, string keyword, Func<FactField, bool> fits)
    {
        var kind = Kind(dice, k => k.Fields.Any(fits));
        return Selection(dice, keyword, kind) with { Field = dice.Of([.. kind.Fields.Where(fits)]) };
    }

    private static Spec Selection(Dice dice, string keyword, FactKind kind)
    {
        var window = dice.Maybe(60) ? dice.Of(2, 7, 30) : (int?)null;
        var moments = kind.Fields.Where(f => f.Type == FieldType.Moment).ToArray();
        return new Spec
        {
            Keyword = keyword,
            Kind = kind,
            Window = window,
            On = (window is not null || keyword is "slope" or "reached" or "days_to") && moments.Length > 0 && dice.Maybe(40) ? dice.Of(moments) : null,
            While = keyword != "open" && kind.States.Length > 0 && dice.Maybe(30) ? dice.Of([.. kind.States]) : null,
            Conditions = [.. dice.Some(2, () => Condition(dice, kind)).DistinctBy(c => c.Field.Name)],
            Contacts = keyword is not ("reached" or "days_to") && kind.Fields.Any(f => f.Name is "contact" or "user") && dice.Maybe(25) ? [Condition(dice, FactKinds.Contacts)] : [],
        };
    }

    private static Where Condition(Dice dice, FactKind kind)
    {
        var durations = kind.Fields.Where(f => f.Type == FieldType.Duration).ToArray();
        var field = durations.Length > 0 && dice.Maybe(30) ? dice.Of(durations) : dice.Of([.. kind.Fields]);
        if (field.IsTime || dice.Maybe(15))
        {
            return new Where(field, dice.Of("present", "absent"));
        }

        return field.Type switch
        {
            FieldType.Flag => new Where(field, "=", dice.Of(1, 0)),
            FieldType.Text => new Where(field, dice.Of("in", "not"), 0, dice.Of<string[]>(["a"], ["a", "b"], ["c", "x"])),
            _ => new Where(field, dice.Of(">", ">=", "<", "<=", "=", "!="), dice.Of(0d, 1, 2, 24, 100, 0.5)),
        };
    }

    private static FactKind Kind(Dice dice) => Kind(dice, _ => true);

    /// <summary>Mostly one of the kinds that histories hold most facts of, so that there is something to read.</summary>
    private static FactKind Kind(Dice dice, Func<FactKind, bool> fits)
    {
        var kinds = FactKinds.All.Where(fits).ToArray();
        var common = kinds.Where(RandomFacts.IsCommon).ToArray();
        return dice.Of(common.Length > 0 && dice.Maybe(60) ? common : kinds);
    }
}
