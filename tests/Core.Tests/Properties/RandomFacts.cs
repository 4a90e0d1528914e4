using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Tests.Properties;

/// <summary>
/// Draws histories over all kinds of facts. Instants are mostly local midnights of sixty days, so that ties with asOf,
/// with window edges and with each other are common; numbers are sums of powers of two, so that no order of adding them
/// changes a sum and an oracle may add in any.
/// </summary>
internal sealed class RandomFacts(Dice dice, TimeZoneInfo zone, DateOnly firstDay)
{
    private static readonly (string Zone, DateOnly FirstDay)[] Places =
    [
        ("UTC", new(2026, 2, 1)),
        ("UTC", new(1969, 12, 1)),
        ("Europe/Berlin", new(2027, 3, 1)),
        ("Europe/Berlin", new(2027, 10, 5)),
        ("Australia/Lord_Howe", new(2027, 3, 10)),
        ("Pacific/Apia", new(2011, 12, 5)),
        ("America/Sao_Paulo", new(2017, 9, 20)),
    ];

    // Everything that handles facts is driven by the description of their kind: nine that know every type of field, every
    // shape and every sort of state stand for all of them.
    private static readonly FactKind[] Common = [.. FactKinds.All[..9]];

    private readonly Calendar _calendar = new(zone);

    // Histories that are imported whole take the fast ways of a sweep; a single row with its own time of recording leads off them.
    private readonly bool _isImported = dice.Maybe(40);

    private readonly bool _isOneCurrency = dice.Maybe(40);

    public static bool IsCommon(FactKind kind) => Common.Contains(kind);

    /// <param name="plainStreams">All streams are connected, live and without lag.</param>
    /// <param name="often">Kinds that most of the facts are of.</param>
    public static RandomHistory History(Dice dice, bool plainStreams = false, params FactKind[] often)
    {
        var (zoneId, firstDay) = dice.Of(Places);
        var zone = zoneId == "UTC" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var facts = new RandomFacts(dice, zone, firstDay);
        var asOf = facts.Time(fromDay: 15, days: 40);
        return new RandomHistory
        {
            Zone = zone,
            FirstDay = firstDay,
            Point = new PointInTime(asOf, dice.Maybe(30) ? facts.Time(fromDay: 10, days: 50) : asOf),
            Streams = [.. FactKinds.All.Select(_ => plainStreams ? Stream.Connected : facts.Supply())],
            Facts = [.. dice.Some(40, () => facts.Next(dice.Maybe(70) ? dice.Of(often.Length > 0 ? often : Common) : dice.Of([.. FactKinds.All])))],
            Currency = dice.Of(null, new("EUR"), new("EUR", 5), new("JPY"), new ReportingCurrency("KWD")),
            Rates = [.. dice.Some(20, facts.Rate)],
        };
    }

    /// <summary>A history in which people have overridden scores, half of the time.</summary>
    public static RandomHistory WithOverrides(Dice dice)
    {
        var history = History(dice);
        var facts = new RandomFacts(dice, history.Zone, history.FirstDay);
        return history with { Facts = [.. history.Facts, .. dice.Some(dice.Of(0, 5), facts.NextOverride)] };
    }

    private ExchangeRate Rate()
    {
        var from = dice.Of("USD", "EUR", "JPY", "KWD");
        var to = dice.Of([.. new[] { "EUR", "USD", "JPY", "KWD" }.Where(c => c != from)]);
        return new ExchangeRate(firstDay.AddDays(dice.Of(-40, 0) + dice.Below(60)), from, to, dice.Of(1.5m, 1, 0.5m, 0.0065m, 163.25m, 3.2567m));
    }

    public Fact Next(FactKind kind)
    {
        var at = Time();
        return new Fact
        {
            Kind = kind,
            Account = RandomHistory.Account,
            Id = kind.Shape == FactShape.Occurrence && dice.Maybe(50) ? null : dice.Of("1", "2", "3", "4"),
            At = dice.Maybe(3) ? Instant.MinValue : at,
            UpdatedAt = dice.Maybe(30) ? Time() : null,
            RecordedAt = !_isImported && dice.Maybe(30) ? Time() : null,
            Values = [.. kind.Fields.Select(Value)],
        };
    }

    /// <summary>Mostly a local midnight; else noon, or a microsecond beside midnight.</summary>
    public Instant Time(int fromDay = 0, int days = 60)
    {
        var midnight = _calendar.StartOf(firstDay.AddDays(fromDay + dice.Below(days)));
        return midnight.Plus(dice.Of(0, 0, 0, 0, 0, 0, -1, 1, Instant.MicrosPerHour * 12, Instant.MicrosPerHour * 3 / 2));
    }

    // Now and then with a mistake.
    private Fact NextOverride()
    {
        var fact = Next(FactKinds.Assessments);
        var values = fact.Values.ToArray();
        Set("type", FactValue.Of("override"));
        Set("score", dice.Of(default, FactValue.Of("score0"), FactValue.Of("score1")));
        Set("author", dice.Maybe(90) ? FactValue.Of("ann") : default);
        Set("note", dice.Maybe(90) ? FactValue.Of("because") : default);
        Set("value", dice.Maybe(70) ? FactValue.Of(dice.Of(0d, 12.5, 33.3, 69.99, 70, 100, 101)) : default);
        Set("word", dice.Maybe(30) ? FactValue.Of(dice.Of("red", "green", "bad", "all", "a")) : default);
        return fact with { Values = [.. values] };

        void Set(string field, FactValue value) => values[fact.Kind[field].Index] = value;
    }

    private FactValue Value(FactField field) => dice.Maybe(70) ? Present(field) : default;

    private FactValue Present(FactField field) => field.Type switch
    {
        FieldType.Text when field.Name == "currency" => FactValue.Of(_isOneCurrency ? "EUR" : dice.Of("EUR", "USD", "JPY", "KWD", "eur", "a", "")),
        FieldType.Text => FactValue.Of(dice.Of("a", "b", "c", "")),
        FieldType.Number => FactValue.Of(dice.Of(0d, 1, 2, 3, 10, 0.5, -1)),
        FieldType.Money => FactValue.Of(dice.Of(0d, 100, 2500, 100000, -500)),
        FieldType.Flag => FactValue.Of(dice.Of(false, true)),
        FieldType.Moment => FactValue.Of(Time()),
        FieldType.Planned => FactValue.Of(dice.Maybe(10) ? Instant.MaxValue : Time(0, 90)),
        FieldType.Duration => default,
    };

    private Stream Supply()
    {
        if (dice.Maybe(5))
        {
            return Stream.NotConnected;
        }

        return new Stream
        {
            IsConnected = true,
            From = dice.Maybe(5) ? Time() : null,
            Through = dice.Maybe(5) ? Time() : null,
            StaleAfterDays = dice.Of(0, 3),
            LagMicros = dice.Of(0, 0, 0, Instant.MicrosPerDay, Instant.MicrosPerHour),
        };
    }
}
