using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>Divides the values of a column into parts: at most ten of about equally many rows, equal values together; words one by one.</summary>
internal sealed class Binning
{
    private const int MostParts = 10;
    private const int MostWords = 12;

    private readonly ImmutableArray<double> _cuts;
    private readonly ImmutableArray<int> _partOfCode;

    private Binning(ImmutableArray<double> cuts, ImmutableArray<int> partOfCode, int parts) => (_cuts, _partOfCode, Parts) = (cuts, partOfCode, parts);

    /// <summary>How many parts there are, without that of missing rows, which is the last.</summary>
    public int Parts { get; }

    /// <param name="rows">The rows that the parts are made by.</param>
    public static Binning Of(ObservedColumn column, IEnumerable<int> rows) => column switch
    {
        ObservedColumn.Numeric numeric => OfNumbers(numeric, rows),
        ObservedColumn.Categorical words => OfWords(words, rows),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public int PartOf(ObservedColumn column, int row) => column switch
    {
        _ when column.IsMissing(row) => Parts,
        ObservedColumn.Numeric numeric => PartOf(numeric.Values[row]),
        ObservedColumn.Categorical words => _partOfCode[words.Codes[row]],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The parts that have rows, the missing one last.</summary>
    public ImmutableArray<EvidenceBin> Count(ObservedColumn column, ImmutableArray<bool> outcomes)
    {
        var parts = Enumerable.Range(0, Parts + 1).Select(_ => (Rows: 0, Churned: 0, Low: double.PositiveInfinity, High: double.NegativeInfinity)).ToArray();
        for (var row = 0; row < column.Rows; row++)
        {
            ref var part = ref parts[PartOf(column, row)];
            var value = column is ObservedColumn.Numeric numeric && !numeric.IsMissing(row) ? numeric.Values[row] : double.NaN;
            part = (part.Rows + 1, part.Churned + (outcomes[row] ? 1 : 0), Math.Min(part.Low, value), Math.Max(part.High, value));
        }

        var (filled, churned) = (parts.Count(p => p.Rows > 0), parts.Sum(p => p.Churned));
        var stayed = outcomes.Length - churned;
        return
        [
            .. parts.Select((part, i) => (part, i)).Where(p => p.part.Rows > 0).Select(p => new EvidenceBin(
                LabelOf(column, p.i, p.part.Low, p.part.High),
                p.i == Parts,
                p.part.Low,
                p.part.High,
                p.part.Rows,
                p.part.Churned,
                Math.Log((p.part.Churned + 0.5) / (churned + (0.5 * filled)) / ((p.part.Rows - p.part.Churned + 0.5) / (stayed + (0.5 * filled)))))),
        ];
    }

    private int PartOf(double value)
    {
        var part = 0;
        while (part < _cuts.Length && value > _cuts[part])
        {
            part++;
        }

        return part;
    }

    private string LabelOf(ObservedColumn column, int part, double low, double high) => column switch
    {
        _ when part == Parts => "missing",
        ObservedColumn.Categorical words => string.Join(", ", words.Labels.Where((_, code) => _partOfCode[code] == part).Take(MostWords)),
        _ => low == high ? Number(low) : $"{Number(low)} to {Number(high)}",
    };

    private static Binning OfNumbers(ObservedColumn.Numeric column, IEnumerable<int> rows)
    {
        var sorted = rows.Select(row => column.Values[row]).Where(v => !double.IsNaN(v)).Order().ToArray();
        var distinct = sorted.Distinct().Take(MostParts + 1).ToArray();
        var cuts = distinct.Length <= MostParts
            ? distinct
            : Enumerable.Range(1, MostParts - 1).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / MostParts)]).Distinct().ToArray();

        // The last part has no upper end, so that values never seen before belong to one as well.
        cuts = cuts.Length > 0 && cuts[^1] == sorted[^1] ? cuts[..^1] : cuts;
        return new Binning([.. cuts], [], cuts.Length + 1);
    }

    private static Binning OfWords(ObservedColumn.Categorical column, IEnumerable<int> rows)
    {
        var counts = new int[column.Labels.Length];
        foreach (var row in rows.Where(row => !column.IsMissing(row)))
        {
            counts[column.Codes[row]]++;
        }

        // Rare words share the last part.
        var order = Enumerable.Range(0, counts.Length).OrderByDescending(code => counts[code]).ThenBy(code => code).ToArray();
        var parts = new int[counts.Length];
        for (var i = 0; i < order.Length; i++)
        {
            parts[order[i]] = Math.Min(i, MostWords - 1);
        }

        return new Binning([], [.. parts], Math.Max(1, Math.Min(MostWords, counts.Length)));
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}
