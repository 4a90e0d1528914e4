using Mainstay.Core.Calibration.Learning.Terms;

namespace Mainstay.Core.Calibration.Learning.Fitting;

/// <summary>
/// Finds the parameters of terms by penalised maximum likelihood, a Newton step at a time, and after each step how much each
/// penalty counts, by the marginal likelihood (the generalised Fellner-Schall method: Wood, Fasiolo, Biometrics 73, 2017). So
/// nothing has to be tuned on held-out rows, and a signal that says nothing is smoothed away.
/// </summary>
/// <remarks>Everything is summed in the order of rows: the same table gives the same bits on any number of threads.</remarks>
internal sealed class AdditiveFitting
{
    private const int MostSteps = 25;

    // What the last step may still have moved, in deviance and in degrees of freedom. What says nothing is smoothed away step by
    // step, so the first steps must stand nearly still to be the last.
    private const double Still = 0.02;
    private const double Settled = 0.5;
    private const int EnoughSteps = 10;

    // How firmly a term sums to zero over the rows, and the least curvature of any direction.
    private const double Centring = 0.25;
    private const double LeastRidge = 1e-6;

    private readonly Term[] _terms;
    private readonly int[] _starts;
    private readonly int _size;
    private readonly double[] _targets;
    private readonly SparseRows _rows;
    private readonly double[] _density;
    private readonly double[] _logOdds;

    private AdditiveFitting(Lesson lesson, IReadOnlyList<Term> terms)
    {
        _terms = [.. terms];
        _starts = new int[terms.Count];
        _size = 1;
        for (var i = 0; i < _terms.Length; i++)
        {
            _starts[i] = _size;
            _size += _terms[i].Size;
        }

        _targets = [.. lesson.Targets];
        _rows = new SparseRows(lesson.Table, _terms, _starts);
        _density = _rows.Density(_size);
        _logOdds = new double[lesson.Rows];
    }

    /// <param name="lesson">At least one row of either outcome.</param>
    /// <param name="near">A fit that shares terms: it is begun with their parameters.</param>
    public static AdditiveFit Fit(Lesson lesson, IReadOnlyList<Term> terms, AdditiveFit? near = null)
    {
        var fitting = new AdditiveFitting(lesson, terms);
        return fitting.Fit(fitting.Begin(near, Math.Log(lesson.BaseRate / (1 - lesson.BaseRate))));
    }

    private double[] Begin(AdditiveFit? near, double intercept)
    {
        var parameters = new double[_size];
        parameters[0] = near?.Intercept ?? intercept;
        for (var i = 0; near is not null && i < near.Terms.Length; i++)
        {
            if (Array.IndexOf(_terms, near.Terms[i]) is >= 0 and var term)
            {
                near.Parameters[i].CopyTo(parameters, _starts[term]);
            }
        }

        return parameters;
    }

    private AdditiveFit Fit(double[] parameters)
    {
        var cost = Cost(parameters);
        double[] covariance = [];
        double deviance = 0, freedom = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            var (matrix, vector) = _rows.Normal(_logOdds, _targets, _size);
            AddPenalties(matrix);
            var factor = new Cholesky(matrix, _size);
            var next = factor.Solve(vector);
            var nextCost = Cost(next);
            for (var half = 0; nextCost > cost + (1e-7 * Math.Abs(cost)) && half < 6 && step > 0; half++)
            {
                next = [.. next.Zip(parameters, (a, b) => (a + b) / 2)];
                nextCost = Cost(next);
            }

            parameters = next;
            covariance = factor.Inverse();
            var (fit, free) = (Deviance(), Freedom(covariance));
            var moved = Math.Max(Math.Abs(fit - deviance), Math.Abs(free - freedom));
            (deviance, freedom) = (fit, free);
            if (moved < (step < EnoughSteps ? Still : Settled))
            {
                break;
            }

            Reweigh(parameters, covariance);
            cost = Cost(parameters);
        }

        return Found(parameters, covariance, deviance, freedom);
    }

    private AdditiveFit Found(double[] parameters, double[] covariance, double deviance, double freedom)
    {
        double[] Of(int term, Func<int, double> value) => [.. Enumerable.Range(_starts[term], _terms[term].Size).Select(value)];
        return new AdditiveFit(
            [.. _terms],
            parameters[0],
            [.. _terms.Select((_, i) => Of(i, p => parameters[p]))],
            [.. _terms.Select((_, i) => Of(i, p => covariance[(p * _size) + p]))],
            [.. _terms.Select((_, i) => Of(i, p => _density[p]))],
            deviance,
            freedom);
    }

    private double Cost(double[] parameters)
    {
        _rows.Sum(parameters, _logOdds);
        var cost = Deviance();
        for (var i = 0; i < _terms.Length; i++)
        {
            var own = parameters.AsSpan(_starts[i], _terms[i].Size);
            foreach (var penalty in _terms[i].Penalties)
            {
                cost += penalty.Lambda * penalty.Of(own);
            }

            double mean = 0;
            for (var p = 0; p < own.Length; p++)
            {
                mean += own[p] * _density[_starts[i] + p];
            }

            cost += Centring * _targets.Length * mean * mean;
        }

        return cost;
    }

    private double Deviance()
    {
        double deviance = 0;
        for (var row = 0; row < _targets.Length; row++)
        {
            deviance += 2 * ((_targets[row] * Softplus(-_logOdds[row])) + ((1 - _targets[row]) * Softplus(_logOdds[row])));
        }

        return deviance;
    }

    private void AddPenalties(double[] matrix)
    {
        for (var i = 0; i < _terms.Length; i++)
        {
            foreach (var penalty in _terms[i].Penalties)
            {
                penalty.AddTo(matrix, _size, _starts[i]);
            }

            AddCentring(matrix, _size, _starts[i], _starts[i], _terms[i].Size, Centring * _targets.Length, LeastRidge);
        }
    }

    private void AddCentring(double[] matrix, int stride, int at, int start, int size, double firmness, double ridge)
    {
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                matrix[((at + a) * stride) + at + b] += firmness * _density[start + a] * _density[start + b];
            }

            matrix[((at + a) * stride) + at + a] += ridge;
        }
    }

    private double Freedom(double[] covariance)
    {
        double freedom = _size - _terms.Length;
        for (var i = 0; i < _terms.Length; i++)
        {
            foreach (var penalty in _terms[i].Penalties)
            {
                freedom -= penalty.Lambda * penalty.Trace(covariance, _size, _starts[i]);
            }
        }

        return freedom;
    }

    // λ × (trace of the penalty in the prior less that in the posterior) ÷ what the parameters cost.
    private void Reweigh(double[] parameters, double[] covariance)
    {
        for (var i = 0; i < _terms.Length; i++)
        {
            var size = _terms[i].Size;
            var prior = new double[size * size];
            foreach (var penalty in _terms[i].Penalties)
            {
                penalty.AddTo(prior, size, 0);
            }

            var scale = Enumerable.Range(0, size).Max(p => prior[(p * size) + p]);
            AddCentring(prior, size, 0, _starts[i], size, scale, scale * 1e-9);
            var inverse = new Cholesky(prior, size).Inverse();
            var own = parameters.AsSpan(_starts[i], size);
            foreach (var penalty in _terms[i].Penalties)
            {
                var freed = Math.Max(1e-8, penalty.Trace(inverse, size, 0) - penalty.Trace(covariance, _size, _starts[i]));
                var found = Math.Clamp(freed / Math.Max(1e-12, penalty.Of(own)), penalty.Lambda / 20, penalty.Lambda * 20);
                penalty.Lambda = Math.Clamp(found, Penalty.Least, Penalty.Greatest);
            }
        }
    }

    private static double Softplus(double x) => x > 30 ? x : x < -30 ? Math.Exp(x) : Math.Log(1 + Math.Exp(x));
}
