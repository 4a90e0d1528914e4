using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>Looks at every signal by itself: does churn go with it, which way, how surely, and does the model use it so?</summary>
public sealed class EvidenceStudy
{
    private const int FoldCount = 5;
    private const ulong Seed = 1;

    private readonly Observations _table;
    private readonly ImmutableArray<SignalUse> _uses;
    private readonly ImmutableArray<bool> _helped;
    private readonly int[] _groups;
    private readonly int[] _foldOf;
    private readonly DateOnly? _middle;

    private EvidenceStudy(Observations table, ImmutableArray<SignalUse> uses, ImmutableArray<bool> helped)
    {
        (_table, _uses, _helped, _groups) = (table, uses, helped, table.GroupNumbers());
        _foldOf = new int[table.Rows];
        foreach (var fold in Splitting.Folds.Stratified(table, FoldCount, 1, Seed))
        {
            foreach (var row in fold.Test)
            {
                _foldOf[row] = fold.Number;
            }
        }

        // The first day of the second half; null where there is only one day.
        var days = table.Dates?.Distinct().Order().ToArray();
        _middle = days is { Length: > 1 } ? days[days.Length / 2] : null;
    }

    /// <summary>The signals of a model, in its order.</summary>
    public static ImmutableArray<SignalEvidence> Of(ObservationSet set) =>
        new EvidenceStudy(ObservationTable.Of(set), SignalUse.Of(set), set.HasInterventions ? [.. set.Rows.Select(r => r.WasHelped)] : []).All();

    /// <summary>The columns of a table, in its order.</summary>
    public static ImmutableArray<SignalEvidence> Of(Observations table) => new EvidenceStudy(table, [], []).All();

    private ImmutableArray<SignalEvidence> All()
    {
        var alike = AlikeSignals.Of(_table);
        var all = _table.Columns.Select((column, i) => One(column, _uses.IsEmpty ? null : _uses[i], alike[i])).ToArray();
        var corrected = FalseDiscovery.Correct([.. all.Select(e => e.PValue)]);
        var told = all.Sum(e => e.Weight > 0 ? e.Separation - 0.5 : 0);
        return
        [
            .. all.Select((e, i) => Verdicts.On(e with
            {
                QValue = corrected[i],
                Found = corrected[i] < Verdicts.Level && e is { Auc: { } auc, IsWords: false } ? auc.Low > 0.5 ? Direction.HigherIsRiskier : auc.High < 0.5 ? Direction.HigherIsSafer : Direction.None : Direction.None,
                Share = e.Weight is null || told == 0 ? null : (e.Weight > 0 ? e.Separation - 0.5 : 0) / told,
            })),
        ];
    }

    private SignalEvidence One(ObservedColumn column, SignalUse? use, ImmutableArray<string> alike)
    {
        int[] observed = [.. Enumerable.Range(0, _table.Rows).Where(row => !column.IsMissing(row))];
        var binning = Binning.Of(column, observed);
        var bins = binning.Count(column, _table.Outcomes);
        var fitted = FittedElsewhere(column, binning, observed);
        var shape = Auc(observed, fitted);
        var direct = column is ObservedColumn.Numeric numeric ? Auc(observed, [.. observed.Select(row => numeric.Values[row])]) : shape;
        var (churned, stayed) = (_table.Positives, _table.Rows - _table.Positives);
        var (most, share) = MostFrequent(column, observed);
        return new SignalEvidence
        {
            Name = column.Name,
            IsWords = column is ObservedColumn.Categorical,
            Rows = _table.Rows,
            Observed = observed.Length,
            Churned = observed.Where(row => _table.Outcomes[row]).Select(row => _groups[row]).Distinct().Count(),
            Stayed = observed.Where(row => !_table.Outcomes[row]).Select(row => _groups[row]).Distinct().Count(),
            Distribution = column is ObservedColumn.Numeric numbers ? Distribution.Of(observed.Select(row => numbers.Values[row])) : null,
            MostFrequent = most,
            MostFrequentShare = share,
            Auc = direct?.Auc,
            AnyShape = shape?.Auc,
            Found = Direction.None,
            Assumed = use is null ? null : Assumed(column, use, observed),
            Points = use is { HasCurve: true } ? PointsAuc(use, observed)?.Auc : null,
            Weight = use?.Weight,
            PValue = PValue(observed, fitted, bins, direct, shape),
            QValue = double.NaN,
            InformationValue = Math.Max(0, bins.Sum(b => (((double)b.Churned / Math.Max(1, churned)) - ((double)(b.Rows - b.Churned) / Math.Max(1, stayed))) * b.WeightOfEvidence)),
            Bins = bins,
            Psi = Moved(column, binning),
            Alike = alike,
            LeftAlone = LeftAlone(column, use, observed),
            Verdict = Verdict.NotEnoughData,
            Because = "",
        };
    }

    // Churn may go with the values one way, or differ between their parts: two looks are paid for by doubling the smaller p.
    private double PValue(int[] observed, double[] fitted, ImmutableArray<EvidenceBin> bins, ClusteredAuc? direct, ClusteredAuc? shape)
    {
        if (direct is null || shape is null)
        {
            return double.NaN;
        }

        // How much less rows of the same families say than as many independent ones would.
        var alone = ClusteredAuc.Of(fitted, [.. observed.Select(row => _table.Outcomes[row])], [.. Enumerable.Range(0, observed.Length)]);
        var effect = alone is { Error: > 0 } ? Math.Max(1, shape.Error * shape.Error / (alone.Error * alone.Error)) : 1;
        var ofParts = PartTest.PValue(bins, effect);
        return ReferenceEquals(direct, shape) ? ofParts : Math.Min(1, 2 * Math.Min(direct.PValue, ofParts));
    }

    private ClusteredAuc? Auc(int[] rows, double[] scores) =>
        ClusteredAuc.Of(scores, [.. rows.Select(row => _table.Outcomes[row])], [.. rows.Select(row => _groups[row])]);

    // Points above the others' are those of one that stayed.
    private ClusteredAuc? PointsAuc(SignalUse use, int[] observed)
    {
        int[] rows = [.. observed.Where(row => !double.IsNaN(use.Points[row]))];
        return Auc(rows, [.. rows.Select(row => -use.Points[row])]);
    }

    private Interval? LeftAlone(ObservedColumn column, SignalUse? use, int[] observed)
    {
        if (_helped.IsEmpty)
        {
            return null;
        }

        int[] rows = [.. observed.Where(row => !_helped[row])];
        return use is { HasCurve: true } ? PointsAuc(use, rows)?.Auc
            : column is ObservedColumn.Numeric numeric ? Auc(rows, [.. rows.Select(row => numeric.Values[row])])?.Auc
            : null;
    }

    // Each row by the rate of its part among the other folds, drawn towards the rate of all by two rows.
    private double[] FittedElsewhere(ObservedColumn column, Binning binning, int[] rows)
    {
        var counts = new (double Rows, double Churned)[FoldCount, binning.Parts + 1];
        var all = new (double Rows, double Churned)[binning.Parts + 1];
        foreach (var row in rows)
        {
            var (part, churned) = (binning.PartOf(column, row), _table.Outcomes[row] ? 1 : 0);
            ref var count = ref counts[_foldOf[row], part];
            count = (count.Rows + 1, count.Churned + churned);
            all[part] = (all[part].Rows + 1, all[part].Churned + churned);
        }

        return Array.ConvertAll(rows, row =>
        {
            var part = binning.PartOf(column, row);
            var own = counts[_foldOf[row], part];
            return (all[part].Churned - own.Churned + (2 * _table.BaseRate)) / (all[part].Rows - own.Rows + 2);
        });
    }

    private double? Moved(ObservedColumn column, Binning binning)
    {
        if (_middle is not { } middle)
        {
            return null;
        }

        var (then, now) = (new int[binning.Parts + 1], new int[binning.Parts + 1]);
        for (var row = 0; row < _table.Rows; row++)
        {
            (_table.Dates!.Value[row] < middle ? then : now)[binning.PartOf(column, row)]++;
        }

        return Stability.Index(then, now);
    }

    private static Direction Assumed(ObservedColumn column, SignalUse use, int[] observed)
    {
        if (!use.HasCurve || column is not ObservedColumn.Numeric numeric)
        {
            return Direction.None;
        }

        var correlation = AlikeSignals.RankCorrelation([.. observed.Select(row => numeric.Values[row])], [.. observed.Select(row => use.Points[row])]);
        return correlation > 0.1 ? Direction.HigherIsSafer : correlation < -0.1 ? Direction.HigherIsRiskier : Direction.None;
    }

    private static (string Value, double Share) MostFrequent(ObservedColumn column, int[] observed)
    {
        if (observed.Length == 0)
        {
            return ("", 1);
        }

        var (value, count) = column switch
        {
            ObservedColumn.Numeric numeric => observed.CountBy(row => numeric.Values[row]).MaxBy(v => v.Value) is var most
                ? (most.Key.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture), most.Value)
                : default,
            ObservedColumn.Categorical words => observed.CountBy(row => words.Codes[row]).MaxBy(v => v.Value) is var most
                ? (words.Labels[most.Key], most.Value)
                : default,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return (value, (double)count / observed.Length);
    }
}
