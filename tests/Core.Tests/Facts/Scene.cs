using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Documents;

namespace Mainstay.Core.Tests.Facts;

/// <summary>One account, "acme", with its facts. Every stream is connected unless a test says otherwise.</summary>
internal sealed class Scene(Calendar calendar)
{
    private readonly List<Fact> _facts = [];
    private readonly List<Action<BookBuilder>> _changes = [];

    public static Scene Utc => new(Calendar.Utc);

    public Scene With(FactKind kind, params ReadOnlySpan<string> facts)
    {
        foreach (var fact in facts)
        {
            _facts.Add(FactText.Of(kind, fact));
        }

        return this;
    }

    public Scene With(IEnumerable<Fact> facts)
    {
        _facts.AddRange(facts);
        return this;
    }

    public Scene Stream(FactKind kind, Stream stream)
    {
        _changes.Add(builder => builder.Connect(kind, stream));
        return this;
    }

    public Scene Change(Action<BookBuilder> change)
    {
        _changes.Add(change);
        return this;
    }

    public AccountHistory History()
    {
        var builder = new BookBuilder(calendar);
        foreach (var kind in FactKinds.All)
        {
            builder.Connect(kind, Core.Facts.Stream.Connected);
        }

        foreach (var fact in _facts)
        {
            builder.Add(fact);
        }

        // The account exists even where a test gives it no facts; an id nobody asks for leaves no trace in readings.
        builder.Add(Fact.Of(FactKinds.Outcomes, "acme", "scene", Instant.MaxValue));
        _changes.ForEach(change => change(builder));
        return builder.Build().Find("acme")!;
    }

    public Reading Read(string measure, string asOf, string? knownAt = null) =>
        SignalReader.Read(MeasureOf(measure), History(), Point(asOf, knownAt));

    /// <summary>The observed value, or the reason why there is none as text.</summary>
    public object Reads(string measure, string asOf, string? knownAt = null) => Read(measure, asOf, knownAt) switch
    {
        Reading.Observed observed => observed.Value,
        Reading.Missing missing => missing.Reason,
        _ => throw new InvalidOperationException(),
    };

    public ScoreReport? Score(string model, string asOf, string? knownAt = null) =>
        Evaluator.Evaluate(ModelOf(model), History(), Point(asOf, knownAt));

    public static PointInTime Point(string asOf, string? knownAt = null) =>
        new(FactText.At(asOf), FactText.At(knownAt ?? asOf));

    public static Measure MeasureOf(string text, ReportingCurrency? currency = null) => MeasureOf(Doc.Of(text), currency);

    public static Measure MeasureOf(DocumentNode node, ReportingCurrency? currency = null)
    {
        var reader = new DocumentReader();
        var measure = new MeasureReader(reader, currency).Read(node);
        Assert.True(reader.Findings.Count == 0, string.Join('\n', reader.Findings));
        return measure!;
    }

    public static HealthModel ModelOf(string text)
    {
        var (model, findings) = ModelReader.Read(Doc.Of(text), "test");
        Assert.True(model is not null, string.Join('\n', findings));
        return model;
    }
}
