using System.Numerics;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>
/// Weighted means of columns, several days at a time. The parts are added in the order they come, as
/// <see cref="Evaluation.Evaluator"/> adds them, and the mean is kept within its parts.
/// </summary>
internal sealed class MeanColumns(int days)
{
    private readonly double[] _weight = new double[days];
    private readonly double[] _sum = new double[days];
    private readonly double[] _least = new double[days];
    private readonly double[] _greatest = new double[days];

    public void Clear()
    {
        _weight.AsSpan().Clear();
        _sum.AsSpan().Clear();
        _least.AsSpan().Fill(double.PositiveInfinity);
        _greatest.AsSpan().Fill(double.NegativeInfinity);
    }

    /// <param name="points">NaN where the part is missing.</param>
    public void Add(double weight, ReadOnlySpan<double> points)
    {
        if (weight <= 0)
        {
            return;
        }

        var day = 0;
        var weights = new Vector<double>(weight);
        for (; day <= points.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var part = new Vector<double>(points[day..]);
            var isRead = Vector.Equals(part, part);
            (new Vector<double>(_weight, day) + Vector.ConditionalSelect(isRead, weights, Vector<double>.Zero)).CopyTo(_weight, day);
            (new Vector<double>(_sum, day) + Vector.ConditionalSelect(isRead, weights * part, Vector<double>.Zero)).CopyTo(_sum, day);
            var least = new Vector<double>(_least, day);
            var greatest = new Vector<double>(_greatest, day);
            Vector.ConditionalSelect(Vector.LessThan(part, least), part, least).CopyTo(_least, day);
            Vector.ConditionalSelect(Vector.GreaterThan(part, greatest), part, greatest).CopyTo(_greatest, day);
        }

        for (; day < points.Length; day++)
        {
            if (!double.IsNaN(points[day]))
            {
                _weight[day] += weight;
                _sum[day] += weight * points[day];
                _least[day] = Math.Min(_least[day], points[day]);
                _greatest[day] = Math.Max(_greatest[day], points[day]);
            }
        }
    }

    /// <summary>The means; NaN where no part was there.</summary>
    public void CopyTo(Span<double> means)
    {
        var day = 0;
        for (; day <= means.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var mean = new Vector<double>(_sum, day) / new Vector<double>(_weight, day);
            var (least, greatest) = (new Vector<double>(_least, day), new Vector<double>(_greatest, day));
            mean = Vector.ConditionalSelect(Vector.LessThan(mean, least), least, mean);
            Vector.ConditionalSelect(Vector.GreaterThan(mean, greatest), greatest, mean).CopyTo(means[day..]);
        }

        for (; day < means.Length; day++)
        {
            means[day] = _weight[day] > 0 ? Math.Clamp(_sum[day] / _weight[day], _least[day], _greatest[day]) : double.NaN;
        }

        // Without parts 0 / 0 is NaN, but one that the bounds above have turned into infinity.
        for (day = 0; day < means.Length; day++)
        {
            means[day] = _weight[day] > 0 ? means[day] : double.NaN;
        }
    }
}
