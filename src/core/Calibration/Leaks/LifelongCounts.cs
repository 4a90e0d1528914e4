using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Leaks;

/// <summary>
/// Finds tables whose counts run over the whole life of a customer. Where that life ends with the cancellation, a short one is
/// the outcome itself, and counts beside it say how it was spent up to the last day: rates say what was known before.
/// </summary>
internal static partial class LifelongCounts
{
    private const double Rises = 0.4;
    private const int Fewest = 5;
    private const double ShareOfColumns = 0.2;
    private const double Tells = 0.6;
    private const int MostRows = 5000;

    public static IEnumerable<Leak> Of(Observations table)
    {
        var numbers = table.Columns.OfType<ObservedColumn.Numeric>().ToArray();
        var step = Math.Max(1, table.Rows / MostRows);
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row => row % step == 0)];
        foreach (var life in numbers.Where(c => SaysHowLong().IsMatch(c.Name)))
        {
            var days = Sampled(life, rows);
            var auc = new Ranking([.. days.Select(d => double.IsNaN(d) ? 0 : d)], [.. rows.Select(row => table.Outcomes[row])]).RocAuc([]);
            var rising = numbers.Where(c => c != life && IsCount(c) && AlikeSignals.RankCorrelation(Sampled(c, rows), days) >= Rises).Select(c => c.Name).ToImmutableArray();
            if (rising.Length >= Math.Max(Fewest, ShareOfColumns * numbers.Length) && Math.Max(auc, 1 - auc) >= Tells)
            {
                yield return new Leak(life.Name, LeakKind.RunsToTheEnd, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rising.Length} of {numbers.Length} columns are totals that grow with it ({string.Join(", ", rising.Take(5))}{(rising.Length > 5 ? ", …" : "")}), and it tells churn by itself (AUC {Math.Max(auc, 1 - auc):0.00}): if they count up to the day of the cancellation, they know when it was. Divide totals by it, leave it out, and see what the rates still tell."));
            }
        }
    }

    private static bool IsCount(ObservedColumn.Numeric column) => column.Values.All(v => double.IsNaN(v) || v >= 0);

    private static double[] Sampled(ObservedColumn.Numeric column, int[] rows) => Array.ConvertAll(rows, row => column.Values[row]);

    [GeneratedRegex("tenure|lifetime|account_?(length|age)|subscription[_ ]?length|(months|days|weeks)_?(active|since|on|as)|customer_?(age|since)|age_?(in_?)?(days|months)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SaysHowLong();
}
