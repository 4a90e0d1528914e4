using Mainstay.Core.Calibration.Chance;
using Mainstay.Sources.Simulation.Chance;
using Mainstay.Sources.Simulation.Roster;
using Mainstay.Sources.Simulation;

namespace Mainstay.Sources.Tests.Simulation;

public sealed class SameSeedSameCompany
{
    [Fact]
    public void The_sequence_is_the_published_one()
    {
        // The first outputs of Vigna's splitmix64.c for the seed 1234567.
        var random = new SplitMix64(1234567);
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => random.Next()));
    }

    [Fact]
    public void A_fork_does_not_depend_on_what_was_drawn_before()
    {
        var (fresh, used) = (new SplitMix64(7), new SplitMix64(7));
        used.Next();
        Assert.Equal(fresh.Fork(3).Next(), used.Fork(3).Next());
        Assert.NotEqual(fresh.Fork(3).Next(), fresh.Fork(4).Next());
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(7)]
    [InlineData(75)]
    public void Poisson_draws_have_equal_mean_and_variance(double mean)
    {
        var random = new SplitMix64(11);
        var draws = Enumerable.Range(0, 20_000).Select(_ => (double)random.Poisson(mean)).ToArray();
        Assert.InRange(draws.Average() / mean, 0.97, 1.03);
        Assert.InRange(draws.Average(d => (d - mean) * (d - mean)) / mean, 0.93, 1.07);
    }

    [Fact]
    public void Normal_draws_have_the_asked_mean_and_deviation()
    {
        var random = new SplitMix64(12);
        var draws = Enumerable.Range(0, 20_000).Select(_ => random.Normal(5, 2)).ToArray();
        Assert.InRange(draws.Average(), 4.95, 5.05);
        Assert.InRange(Math.Sqrt(draws.Average(d => (d - 5) * (d - 5))), 1.95, 2.05);
    }

    [Fact]
    public void The_second_rank_of_Zipf_is_half_as_likely_as_the_first()
    {
        var (random, zipf) = (new SplitMix64(13), new Zipf(100, 1));
        var ranks = Enumerable.Range(0, 40_000).Select(_ => zipf.Draw(random, 10)).CountBy(r => r).ToDictionary();
        Assert.Equal(Enumerable.Range(0, 10), ranks.Keys.Order());
        Assert.InRange(ranks[1] / (double)ranks[0], 0.47, 0.53);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_another_company()
    {
        var options = new SimulationOptions { Accounts = 40 };
        var (first, second, other) = (Write(options), Write(options), Write(options with { Seed = options.Seed + 1 }));
        Assert.Equal(9, first.Count);
        Assert.All(first, file => Assert.True(file.Value.AsSpan().SequenceEqual(second[file.Key]), file.Key));
        Assert.All(first, file => Assert.False(file.Value.AsSpan().SequenceEqual(other[file.Key]), file.Key));
    }

    [Fact]
    public void The_rows_reported_are_the_rows_written()
    {
        var folder = Directory.CreateTempSubdirectory("mainstay-demo-").FullName;
        var written = DemoCompany.Write(folder, new SimulationOptions { Accounts = 10 });
        Assert.All(written.Rows, r => Assert.Equal(r.Value, File.ReadLines(Path.Combine(folder, r.Key)).Count() - 1));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0, 549)]
    [InlineData(SimulationOptions.MaxAccounts + 1, 549)]
    [InlineData(200, SimulationOptions.MinDays - 1)]
    public void A_company_that_cannot_be_told_is_refused(int accounts, int days)
    {
        var start = new DateOnly(2025, 5, 1);
        var options = new SimulationOptions { Accounts = accounts, Start = start, End = start.AddDays(days) };
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoCompany.Write(Path.GetTempPath(), options));
    }

    [Theory]
    [InlineData(1, SimulationOptions.MinDays, 1)]
    [InlineData(30, SimulationOptions.MinDays, 2)]
    [InlineData(30, 700, 3)]
    public void Any_size_and_length_within_the_limits_can_be_told(int accounts, int days, ulong seed)
    {
        var start = new DateOnly(2024, 2, 29);
        var files = Write(new() { Accounts = accounts, Start = start, End = start.AddDays(days), Seed = seed });
        Assert.All(files, file => Assert.NotEmpty(file.Value));
    }

    [Fact]
    public void The_largest_company_still_finds_a_name_for_every_customer()
    {
        var names = Names.Companies(SimulationOptions.MaxAccounts, new SplitMix64(5));
        Assert.Equal(SimulationOptions.MaxAccounts, names.Select(n => n.Domain).Distinct().Count());
    }

    private static Dictionary<string, byte[]> Write(SimulationOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("mainstay-demo-").FullName;
        DemoCompany.Write(folder, options);
        var files = Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
        Directory.Delete(folder, recursive: true);
        return files;
    }
}
