using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration;

/// <summary>Whether the 95 % intervals of learned curves hold the curves that made the data.</summary>
public sealed class CoverageTests
{
    private const int Rows = 5000;

    // MAINSTAY_SOAK: 200 companies, as the promise is stated; a few otherwise, with room for chance.
    private static bool IsSoak => Environment.GetEnvironmentVariable("MAINSTAY_SOAK") is not null;

    [Fact]
    public void Intervals_of_curves_cover_the_truth_nine_times_in_ten_pooled_over_companies()
    {
        var (covered, all) = (0, 0);
        for (ulong seed = 1; seed <= (IsSoak ? 200UL : 6UL); seed++)
        {
            var (table, _) = PlantedCompany.Of(seed, Rows, noise: 1);
            var model = Learner.Learn(table, LearningMethod.Additive, new LearningOptions { MostPairs = 0 });
            foreach (var held in model.Signals.SelectMany(signal => Held(signal, table)))
            {
                covered += held ? 1 : 0;
                all++;
            }
        }

        Assert.True(covered >= (IsSoak ? 0.9 : 0.85) * all, $"{covered} of {all} points lie within their intervals.");
    }

    // Points are log-odds turned over and stretched: 100 − 100 × (log-odds − least) ÷ weight. The truth is centred as the curve is.
    private static IEnumerable<bool> Held(LearnedSignal signal, Observations table)
    {
        var (truth, atKnots, intervals) = signal switch
        {
            LearnedSignal.Line line => (
                Over((ObservedColumn.Numeric)table[signal.Column], v => Of(signal.Column, v)),
                line.Knots.Select(k => (k.Points, Of(signal.Column, k.Value))).ToArray(),
                line.Intervals),
            LearnedSignal.Words words => (
                ((ObservedColumn.Categorical)table[signal.Column]).Codes.Average(PlantedCompany.OfPlan),
                words.Values.Select((v, i) => (v.Points, PlantedCompany.OfPlan(i))).ToArray(),
                words.Intervals),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var mean = signal.Points(table).Where((_, row) => !table[signal.Column].IsMissing(row)).Average();
        return atKnots.Select((knot, i) =>
        {
            var points = mean - (100 * (knot.Item2 - truth) / signal.Weight);
            return intervals[i].Low <= points && points <= intervals[i].High;
        });
    }

    private static double Over(ObservedColumn.Numeric column, Func<double, double> truth) => column.Values.Where(v => !double.IsNaN(v)).Average(truth);

    private static double Of(string column, double value) => column switch
    {
        "Seats used" => PlantedCompany.OfSeats(value),
        "tickets" => PlantedCompany.OfTickets(value),
        _ => 0,
    };
}
