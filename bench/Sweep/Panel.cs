using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Bench.Sweep;

/// <summary>All scored days of a book as columns in memory: what a caller that wants everything keeps of a sweep.</summary>
internal sealed class Panel
{
    private const int Block = 16;

    private readonly double[][] _readings;
    private readonly double[][] _points;
    private readonly double[] _scores;

    private Panel(int signals, int rows)
    {
        Rows = rows;
        _readings = [.. Enumerable.Range(0, signals).Select(_ => GC.AllocateUninitializedArray<double>(rows))];
        _points = [.. Enumerable.Range(0, signals).Select(_ => GC.AllocateUninitializedArray<double>(rows))];
        _scores = GC.AllocateUninitializedArray<double>(rows);
    }

    public int Rows { get; private set; }

    public static Panel Sweep(HealthModel model, ImmutableArray<AccountHistory> accounts, DayGrid grid, int threads)
    {
        // Rows are claimed block by block, so that threads write to places of their own; the count is not known before.
        var panel = new Panel(model.Signals.Length, accounts.Length * grid.Reported);
        var (next, used) = (0, 0);
        Run(threads, () =>
        {
            var sweep = new ScoreSweep(model, grid, kind => accounts[0][kind].Columns);
            for (var start = Interlocked.Add(ref next, Block) - Block; start < accounts.Length; start = Interlocked.Add(ref next, Block) - Block)
            {
                for (var a = start; a < Math.Min(start + Block, accounts.Length); a++)
                {
                    if (sweep.Of(accounts[a]) is { } account)
                    {
                        panel.Copy(account, ref used);
                    }
                }
            }
        });
        panel.Rows = used;
        return panel;
    }

    /// <summary>The mean score with other weights, from the points that are there.</summary>
    public double Reweighted(HealthModel model, int threads)
    {
        var weights = model.Primary.Dimensions.SelectMany(d => d.Signals).Select((s, i) => (Index: model.Signals.IndexOf(s.Signal), Weight: s.Weight + i)).ToArray();
        var sums = new double[threads];
        var thread = -1;
        Run(threads, () =>
        {
            var me = Interlocked.Increment(ref thread);
            var (from, to) = ((int)((long)Rows * me / threads), (int)((long)Rows * (me + 1) / threads));
            var (score, weight) = (new double[4096], new double[4096]);
            for (var row = from; row < to; row += score.Length)
            {
                var count = Math.Min(score.Length, to - row);
                score.AsSpan().Clear();
                weight.AsSpan().Clear();
                foreach (var (index, w) in weights)
                {
                    Add(_points[index].AsSpan(row, count), w, score, weight);
                }

                for (var i = 0; i < count; i++)
                {
                    sums[me] += score[i] / weight[i];
                }
            }
        });
        return sums.Sum() / Rows;
    }

    /// <summary>The CHECK line of the reference specification.</summary>
    public string Checksum(HealthModel model)
    {
        var invariant = CultureInfo.InvariantCulture;
        string[] whole = ["usage_7d", "usage_30d", "users_7d", "users_30d", "recency_days", "features_30d", "open_critical", "last_nps", "overdue_cents", "days_to_renewal"];
        string[] real = ["seat_util", "change_30d", "resolution_h_90d"];
        var slope = Column(model, "slope_28d").Sum(v => Math.Round(v * 51156));
        return "CHECK " + string.Join('|', (string[])
        [
            Rows.ToString(invariant),
            .. whole.Select(name => Column(model, name).Sum().ToString("0", invariant)),
            slope.ToString("0", invariant),
            .. real.Select(name => Column(model, name).Sum().ToString("0.000000", invariant)),
            _scores.Take(Rows).Sum().ToString("0.000000", invariant),
        ]);
    }

    private static void Add(ReadOnlySpan<double> points, double weight, double[] score, double[] weights)
    {
        var i = 0;
        for (; i <= points.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var some = new Vector<double>(points[i..]);
            var isRead = Vector.Equals(some, some);
            (new Vector<double>(score, i) + Vector.ConditionalSelect(isRead, some * weight, Vector<double>.Zero)).CopyTo(score, i);
            (new Vector<double>(weights, i) + Vector.ConditionalSelect(isRead, new Vector<double>(weight), Vector<double>.Zero)).CopyTo(weights, i);
        }

        for (; i < points.Length; i++)
        {
            score[i] += double.IsNaN(points[i]) ? 0 : weight * points[i];
            weights[i] += double.IsNaN(points[i]) ? 0 : weight;
        }
    }

    private IEnumerable<double> Column(HealthModel model, string name) =>
        _readings[model.Signals.Select(s => s.Name).ToList().IndexOf(name)].Take(Rows).Where(v => !double.IsNaN(v));

    private void Copy(AccountPanel account, ref int used)
    {
        for (var day = 0; day < account.Days; day++)
        {
            if (!account.IsEligible[day])
            {
                continue;
            }

            var end = day;
            while (end < account.Days && account.IsEligible[end])
            {
                end++;
            }

            var row = Interlocked.Add(ref used, end - day) - (end - day);
            for (var signal = 0; signal < _readings.Length; signal++)
            {
                account.Readings[signal].AsSpan(day..end).CopyTo(_readings[signal].AsSpan(row));
                if (account.Model.Signals[signal].Curve is not null)
                {
                    account.Points[signal].AsSpan(day..end).CopyTo(_points[signal].AsSpan(row));
                }
            }

            account.Scores[0].Value.AsSpan(day..end).CopyTo(_scores.AsSpan(row));
            day = end;
        }
    }

    private static void Run(int threads, Action work)
    {
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => work())).ToArray();
        Array.ForEach(workers, w => w.Start());
        Array.ForEach(workers, w => w.Join());
    }
}
