using Mainstay.Cli.Compare;

namespace Mainstay.Cli.Tests.Compare;

public sealed class SeparationTests
{
    [Fact]
    public void The_area_is_the_share_of_pairs_in_which_the_one_that_stayed_had_the_higher_score_ties_half()
    {
        var random = new Random(7);
        for (var run = 0; run < 50; run++)
        {
            var accounts = Enumerable.Range(0, 40).Select(i => (Ours: (double)random.Next(8), Theirs: random.NextDouble(), HasChurned: i < 2 + (run % 30))).ToArray();
            var separation = Separation.Of(accounts);

            Assert.Equal(Area(accounts, a => a.Ours), separation.Ours, 12);
            Assert.Equal(Area(accounts, a => a.Theirs), separation.Theirs, 12);
            Assert.Equal(Error(accounts), separation.Error, 12);
        }
    }

    [Fact]
    public void Equal_scores_have_no_difference_and_no_error()
    {
        var separation = Separation.Of([.. Enumerable.Range(0, 60).Select(i => ((double)(i * 7 % 10), (double)(i * 7 % 10), i % 3 == 0))]);

        Assert.Equal((0d, 0d), (separation.Difference, separation.Error));
    }

    [Fact]
    public void A_score_that_puts_all_who_churned_below_the_others_has_area_1_and_its_reverse_0()
    {
        var separation = Separation.Of([.. Enumerable.Range(0, 60).Select(i => ((double)i, (double)-i, i < 30))]);

        Assert.Equal((1d, 0d, 30, 30), (separation.Ours, separation.Theirs, separation.Churned, separation.Stayed));
        Assert.True(separation.Low > 0);
    }

    private static double Area((double Ours, double Theirs, bool HasChurned)[] accounts, Func<(double Ours, double Theirs, bool HasChurned), double> score) =>
        accounts.Where(a => a.HasChurned).SelectMany(_ => accounts.Where(a => !a.HasChurned), (churned, stayed) => Higher(score(stayed), score(churned))).Average();

    // DeLong's variance from its definition, pair by pair.
    private static double Error((double Ours, double Theirs, bool HasChurned)[] accounts)
    {
        var (churned, stayed) = (accounts.Where(a => a.HasChurned).ToArray(), accounts.Where(a => !a.HasChurned).ToArray());
        var ofChurned = churned.Select(c => stayed.Average(s => Higher(s.Ours, c.Ours) - Higher(s.Theirs, c.Theirs))).ToArray();
        var ofStayed = stayed.Select(s => churned.Average(c => Higher(s.Ours, c.Ours) - Higher(s.Theirs, c.Theirs))).ToArray();
        return Math.Sqrt((Variance(ofChurned) / churned.Length) + (Variance(ofStayed) / stayed.Length));
    }

    private static double Higher(double a, double b) => a > b ? 1 : a == b ? 0.5 : 0;

    private static double Variance(double[] values) => values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Length - 1);
}
