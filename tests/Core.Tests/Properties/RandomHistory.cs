using System.Collections.Immutable;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>The whole input of an evaluation but the model: raw facts, streams, rejected rows, a zone and a point in time.</summary>
internal sealed record RandomHistory
{
    public const string Account = "acme";

    public required TimeZoneInfo Zone { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required ImmutableArray<Fact> Facts { get; init; }

    public required ImmutableArray<Stream> Streams { get; init; }

    public ImmutableArray<(FactKind Kind, Instant? From)> Rejected { get; init; } = [];

    /// <summary>Of several for one day and pair the last counts.</summary>
    public ImmutableArray<ExchangeRate> Rates { get; init; } = [];

    /// <summary>What a model converts money to; null where it names no currency.</summary>
    public ReportingCurrency? Currency { get; init; }

    public required PointInTime Point { get; init; }

    public Calendar Calendar => new(Zone);

    public AccountHistory Build()
    {
        var builder = new BookBuilder(Calendar);
        foreach (var kind in FactKinds.All)
        {
            builder.Connect(kind, Streams[kind.Index]);
        }

        foreach (var fact in Facts)
        {
            builder.Add(fact);
        }

        builder.Exchange(ExchangeRates.Of(Rates));
        foreach (var (kind, from) in Rejected)
        {
            builder.Taint(Account, kind, from);
        }

        builder.Add(Fact.Of(FactKinds.Outcomes, Account, "there is an account", Instant.MaxValue));
        return builder.Build().Find(Account)!;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"zone {Zone.Id}, as of {Point.AsOf}, known at {Point.KnownAt}, {Currency}");
        foreach (var rate in Rates)
        {
            text.AppendLine($"{rate}");
        }

        foreach (var kind in FactKinds.All.Where(k => Streams[k.Index] != Stream.Connected))
        {
            text.AppendLine($"{kind}: {Streams[kind.Index]}");
        }

        foreach (var (kind, from) in Rejected)
        {
            text.AppendLine($"rejected {kind} from {from?.ToString() ?? "unknown"}");
        }

        foreach (var fact in Facts)
        {
            text.AppendLine(FactText.Print(fact));
        }

        return text.ToString();
    }
}
