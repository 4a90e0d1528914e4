using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Properties;

public sealed class MeasureProperties
{
    public static TheoryData<string> Keywords => [.. MeasureCatalogue.All.Select(s => s.Keyword)];

    [Theory, MemberData(nameof(Keywords))]
    public void A_second_reading_by_plain_loops_agrees(string keyword) => Dice.Check(dice =>
    {
        var spec = RandomMeasures.Next(dice, keyword);
        var history = RandomFacts.History(dice, false, [.. Oracle.KindsOf(spec)]);
        var expected = Oracle.Read(spec, history);
        var actual = SignalReader.Read(Scene.MeasureOf(spec.ToString(), history.Currency), history.Build(), history.Point);
        if (!Same(expected, actual))
        {
            throw new InvalidOperationException($"{spec}\nexpected {expected}, but read {actual}\n{history}");
        }
    });

    [Theory, MemberData(nameof(Keywords))]
    public void A_sweep_equals_the_readings_of_every_midnight(string keyword) => Dice.Check(dice =>
    {
        var spec = RandomMeasures.Next(dice, keyword);
        var history = RandomFacts.History(dice, dice.Maybe(60), [.. Oracle.KindsOf(spec)]);
        var (account, measure) = (history.Build(), Scene.MeasureOf(spec.ToString(), history.Currency));
        var last = account.Calendar.DateOf(history.Point.AsOf);
        var grid = new DayGrid(account.Calendar, last.AddDays(-dice.Of(0, 1, 20)), last, measure.LeadInDays);
        var swept = new SweepBuilder(grid, kind => account[kind].Columns).Node(measure).Of(account, grid.LeadIn);
        for (var g = grid.LeadIn; g < grid.Count; g++)
        {
            var naive = ReadingCode.Of(measure.Read(account, grid.PointOf(g)));
            if (BitConverter.DoubleToInt64Bits(naive) != BitConverter.DoubleToInt64Bits(swept[g]))
            {
                throw new InvalidOperationException(
                    $"{spec} on {grid.DateOf(g)}: naive {naive:R} {ReadingCode.ReasonOf(naive)}, swept {swept[g]:R} {ReadingCode.ReasonOf(swept[g])}\n{history}");
            }
        }
    }, cases: 300);

    [Theory, MemberData(nameof(Keywords))]
    public void Cutting_off_the_future_changes_no_reading(string keyword) => Dice.Check(dice =>
    {
        var spec = RandomMeasures.Next(dice, keyword);
        var history = RandomFacts.History(dice, false, [.. Oracle.KindsOf(spec)]);
        var measure = Scene.MeasureOf(spec.ToString(), history.Currency);
        var whole = SignalReader.Read(measure, history.Build(), history.Point);
        var cut = SignalReader.Read(measure, (history with { Facts = [.. Cut(history)] }).Build(), history.Point);
        if (DeepText.Of(whole) != DeepText.Of(cut))
        {
            throw new InvalidOperationException($"{spec}\nwhole {whole}, cut {cut}\n{history}");
        }
    });

    [Theory, MemberData(nameof(Keywords))]
    public void The_evidence_is_visible_and_in_order(string keyword) => Dice.Check(dice =>
    {
        var spec = RandomMeasures.Next(dice, keyword);
        var history = RandomFacts.History(dice, true, [.. Oracle.KindsOf(spec)]);
        var account = history.Build();
        var evidence = Scene.MeasureOf(spec.ToString(), history.Currency).Evidence(account, history.Point).ToArray();
        foreach (var fact in evidence)
        {
            var isVisible = fact.Kind.Shape == FactShape.Occurrence ? fact.At < history.Point.AsOf : fact.At <= history.Point.AsOf;
            if (!isVisible)
            {
                throw new InvalidOperationException($"{spec} rests on a fact of {fact.At}\n{history}");
            }
        }

        // The parts of a ratio or a change follow one another; each of them is in order.
        if (keyword is not ("ratio" or "change" or "scaled" or "deviation") && !evidence.Select(f => f.At).SequenceEqual(evidence.Select(f => f.At).Order()))
        {
            throw new InvalidOperationException($"{spec} tells its evidence out of order\n{history}");
        }
    });

    private static IEnumerable<Fact> Cut(RandomHistory history)
    {
        var t = history.Point.AsOf;
        foreach (var fact in history.Facts.Where(f => f.Kind.Shape == FactShape.Occurrence ? f.At < t : f.At <= t))
        {
            yield return fact with
            {
                Values = [.. fact.Kind.Fields.Select(f => f.Type == FieldType.Moment && fact.Values[f.Index].Time > t ? default : fact.Values[f.Index])],
            };
        }
    }

    private static bool Same(Reading a, Reading b) => (a, b) switch
    {
        (Reading.Observed x, Reading.Observed y) => x.Value.Equals(y.Value),
        (Reading.Missing x, Reading.Missing y) => x.Reason == y.Reason,
        _ => false,
    };
}
