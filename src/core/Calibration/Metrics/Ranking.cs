namespace Mainstay.Core.Calibration.Metrics;

/// <summary>
/// How well numbers put rows in order, those that happened first: the greater the number, the likelier it was held to be.
/// Sorted once, asked often; a resample is a weight for each row.
/// </summary>
public sealed class Ranking
{
    private readonly int[] _order;
    private readonly int[] _ends;
    private readonly bool[] _outcomes;

    /// <param name="scores">Not NaN. Equal ones are tied, whatever their order.</param>
    /// <param name="outcomes">As many.</param>
    public Ranking(ReadOnlySpan<double> scores, ReadOnlySpan<bool> outcomes)
    {
        var keys = scores.ToArray();
        _outcomes = outcomes.ToArray();
        _order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, _order);
        Array.Reverse(keys);
        Array.Reverse(_order);
        var ends = new List<int>();
        for (var i = 1; i <= keys.Length; i++)
        {
            if (i == keys.Length || keys[i] != keys[i - 1])
            {
                ends.Add(i);
            }
        }

        _ends = [.. ends];
    }

    /// <summary>
    /// Area under the ROC curve: the chance that a row that happened has the greater number than one that did not, ties
    /// counted half (Hanley, McNeil, Radiology 143, 1982).
    /// </summary>
    /// <param name="weights">How often each row counts; empty for once.</param>
    /// <returns>0 to 1; NaN unless there are rows of either outcome.</returns>
    public double RocAuc(ReadOnlySpan<int> weights = default)
    {
        double won = 0, positives = 0, negatives = 0;
        var start = 0;
        foreach (var end in _ends)
        {
            var (p, n) = Tied(start, end, weights);
            won += n * (positives + (p / 2));
            positives += p;
            negatives += n;
            start = end;
        }

        return won / (positives * negatives);
    }

    /// <summary>
    /// Area under the precision-recall curve as average precision: precision at each distinct number, weighted by the recall
    /// it adds, without interpolation (Davis, Goadrich, ICML 2006, say why not).
    /// </summary>
    /// <param name="weights">How often each row counts; empty for once.</param>
    /// <returns>0 to 1; NaN when nothing happened.</returns>
    public double PrAuc(ReadOnlySpan<int> weights = default)
    {
        double area = 0, positives = 0, all = 0;
        var start = 0;
        foreach (var end in _ends)
        {
            var (p, n) = Tied(start, end, weights);
            positives += p;
            all += p + n;
            area += p > 0 ? p * positives / all : 0;
            start = end;
        }

        return area / positives;
    }

    /// <summary>
    /// The rate among the share of rows with the greatest numbers, as a multiple of the rate among all. Of tied rows at the
    /// edge each counts with the share of them that fits in: no order of equal numbers makes a difference.
    /// </summary>
    /// <param name="share">Above 0, at most 1; 0.1 is the top decile.</param>
    /// <param name="weights">How often each row counts; empty for once.</param>
    /// <returns>0 to 1 ÷ base rate; NaN when nothing happened.</returns>
    public double Lift(double share = 0.1, ReadOnlySpan<int> weights = default)
    {
        double rows = 0, positives = 0;
        for (var i = 0; i < _outcomes.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            rows += weight;
            positives += _outcomes[i] ? weight : 0;
        }

        double room = rows * share, caught = 0;
        var start = 0;
        foreach (var end in _ends)
        {
            var (p, n) = Tied(start, end, weights);
            if (p + n >= room)
            {
                caught += p + n > 0 ? p * room / (p + n) : 0;
                break;
            }

            caught += p;
            room -= p + n;
            start = end;
        }

        return caught / (rows * share) / (positives / rows);
    }

    private (double Positives, double Negatives) Tied(int start, int end, ReadOnlySpan<int> weights)
    {
        int positives = 0, negatives = 0;
        for (var i = start; i < end; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[_order[i]];
            if (_outcomes[_order[i]])
            {
                positives += weight;
            }
            else
            {
                negatives += weight;
            }
        }

        return (positives, negatives);
    }
}
