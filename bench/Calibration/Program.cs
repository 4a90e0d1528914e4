using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Mainstay.Bench.Calibration;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Splitting;
using Mainstay.Runtime.Calibration;

// usage: Mainstay.Bench.Calibration learn|splits|permute|speed DATA OUT [SET…]
//   learn     writes tables and folds to OUT and prints a line per set and learner; REPEATS (default 5) repeats of 5 folds
//   splits    the same for books that are learned from on some days and judged on later ones; begun in the repository
//   permute   prints how often skill is claimed on PERMUTATIONS (default 100) shuffles of each set's outcomes
//   speed     writes a table of ROWS (default 220,000) × 16 to OUT and prints what a calibration of it takes
var (command, data, folder) = (args[0], args[1], args[2]);
var sets = args.Length > 3 ? args[3..] : [.. DataSets.Names];
Directory.CreateDirectory(folder);
switch (command)
{
    case "learn":
        Console.WriteLine("set\tlearner\tknots\tpairs\trows\tauc\tpr\tbrier\tlogloss\tece\tlift\tcpu_seconds_per_fit");
        foreach (var set in sets)
        {
            await LearnAsync(set);
        }

        break;
    case "splits":
        Console.WriteLine("set\tlearner\tknots\tpairs\trows\tauc\tpr\tbrier\tlogloss\tece\tlift\tcpu_seconds_per_fit");
        foreach (var split in TimeSplit.All.Where(s => args.Length <= 3 || sets.Contains(s.Name, StringComparer.Ordinal)))
        {
            await SplitAsync(split);
        }

        break;
    case "permute":
        foreach (var set in sets)
        {
            await PermuteAsync(set);
        }

        break;
    case "speed":
        Speed();
        break;
    default:
        throw new InvalidOperationException($"There is no command '{command}'.");
}

async Task LearnAsync(string set)
{
    var table = await DataSets.ReadAsync(data, set);
    var folds = Folds.Stratified(table, 5, Number("REPEATS", 5), seed: 1);
    FoldFiles.Write(folder, set, table, folds);
    Judge(set, table, folds, new LearningOptions());
}

async Task SplitAsync(TimeSplit split)
{
    var (table, fold) = await split.ReadAsync(data, Directory.GetCurrentDirectory());
    FoldFiles.Write(folder, split.Name, table.With([.. table.Columns.Select(FoldFiles.WordsWhereFew)]), [fold]);
    Console.Error.WriteLine(Told($"{split.Name}: learned from {fold.Train.Length} rows, {fold.Train.Count(r => table.Outcomes[r])} churned; judged by {fold.Test.Length}, {fold.Test.Count(r => table.Outcomes[r])} churned"));
    Judge(split.Name, table, [fold], new LearningOptions { MostTotals = 0 });
}

void Judge(string set, Observations table, ImmutableArray<Fold> folds, LearningOptions options)
{
    foreach (var (name, method, knots, pairs) in Learners())
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var metrics = new MetricSet[folds.Length];
        Parallel.For(0, folds.Length, i =>
        {
            var test = table.Take(folds[i].Test.AsSpan());
            var model = Learner.Learn(table.Take(folds[i].Train.AsSpan()), method, options with { MostKnots = knots, MostPairs = pairs });
            metrics[i] = MetricSet.Of(model.Probabilities(test), test.Outcomes.AsSpan());
        });
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds / folds.Length;
        var means = Enumerable.Range(0, MetricSet.Count).Select(m => Told($"{metrics.Average(x => x[m]):0.0000}"));
        Console.WriteLine(Told($"{set}\t{name}\t{knots}\t{pairs}\t{table.Rows}\t") + string.Join('\t', means) + Told($"\t{seconds:0.00}"));
    }
}

async Task PermuteAsync(string set)
{
    var table = await DataSets.ReadAsync(data, set);
    var (permutations, claims) = (Number("PERMUTATIONS", 100), 0);
    for (var i = 0; i < permutations; i++)
    {
        bool[] outcomes = [.. table.Outcomes];
        new SplitMix64((ulong)(i + 1)).Shuffle<bool>(outcomes);
        var plan = new CalibrationPlan { Table = table.With([.. outcomes]), Repeats = 1, Seed = (ulong)(i + 1) };
        claims += CalibrationRun.Of(plan).Claim.HasSkill ? 1 : 0;
    }

    Console.WriteLine(Told($"{set}\t{claims} of {permutations} permutations are taken for skill"));
}

void Speed()
{
    var table = Made(Number("ROWS", 220_000));
    FoldFiles.Write(folder, "speed", table, Folds.Stratified(table, 5, 1, seed: 1));
    var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
    var model = Learner.Learn(table, LearningMethod.Additive, new LearningOptions());
    var (wall, cpu) = (clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - before);
    Console.WriteLine(Told($"mainstay, one fit of {table.Rows:#,0} × {table.Columns.Length}\t{wall.TotalSeconds:0.00} s\t{cpu.TotalSeconds:0.00} s of processor time\tAUC {new Ranking(model.Probabilities(table), table.Outcomes.AsSpan()).RocAuc():0.0000}"));
    (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
    var outcome = CalibrationRun.Of(new CalibrationPlan { Table = table, Repeats = 1 });
    (wall, cpu) = (clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - before);
    Console.WriteLine(Told($"mainstay, calibrate: 5 folds, baselines, intervals, proposal\t{wall.TotalSeconds:0.00} s\t{cpu.TotalSeconds:0.00} s of processor time\tAUC {outcome.Metrics!.RocAuc.Mean:0.0000}"));
}

// Sixteen signals of which half say something, two of them only together.
static Observations Made(int rows)
{
    var random = new SplitMix64(1);
    var columns = Enumerable.Range(0, 16).Select(c => Enumerable.Range(0, rows).Select(_ => c % 3 == 0 ? random.Poisson(3) : Math.Round(random.Normal(0, 1), 3)).ToArray()).ToArray();
    bool[] outcomes =
    [
        .. Enumerable.Range(0, rows).Select(r =>
        {
            var logOdds = -2.2 + (0.8 * columns[1][r]) - (0.5 * Math.Min(columns[0][r], 4)) + (0.6 * Math.Abs(columns[2][r])) + (0.4 * columns[4][r]) + (columns[5][r] > 0.5 && columns[6][r] > 3 ? 1.5 : 0) - (0.3 * columns[7][r] * columns[8][r]);
            return random.Chance(1 / (1 + Math.Exp(-logOdds)));
        }),
    ];
    return new Observations([.. Enumerable.Range(0, rows).Select(r => $"A-{r}")], [.. outcomes], [.. columns.Select((values, c) => new ObservedColumn.Numeric($"s{c}", [.. values]))]);
}

static IEnumerable<(string Name, LearningMethod Method, int Knots, int Pairs)> Learners()
{
    yield return ("additive", LearningMethod.Additive, 6, 5);
    yield return ("points", LearningMethod.Points, 6, 0);
    yield return ("logistic", LearningMethod.Logistic, 2, 0);
    foreach (var (knots, pairs) in new[] { (2, 0), (3, 0), (4, 0), (6, 0), (6, 1), (6, 2), (6, 3) })
    {
        if (Number("COMPLEXITY", 1) == 1)
        {
            yield return ("additive", LearningMethod.Additive, knots, pairs);
        }
    }
}

static int Number(string variable, int usual) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;

static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
