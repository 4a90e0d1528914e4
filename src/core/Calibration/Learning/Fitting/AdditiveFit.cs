using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Fitting;

/// <summary>Terms with the parameters that were found for them.</summary>
/// <param name="Terms">In order; each sums to zero over the rows it was fitted to.</param>
/// <param name="Intercept">Log-odds of a row to which no term adds anything.</param>
/// <param name="Parameters">Of each term.</param>
/// <param name="Variances">Of each parameter, as if the data's choice of λ were the truth (Nychka, JASA 83, 1988, on why such bands cover).</param>
/// <param name="Densities">Of each term, how much of the rows' weight each parameter has, summing to 1.</param>
/// <param name="Deviance">−2 × log-likelihood.</param>
/// <param name="Freedom">Effective degrees of freedom.</param>
internal sealed record AdditiveFit(
    ImmutableArray<Term> Terms,
    double Intercept,
    ImmutableArray<double[]> Parameters,
    ImmutableArray<double[]> Variances,
    ImmutableArray<double[]> Densities,
    double Deviance,
    double Freedom)
{
    /// <summary>Akaike's criterion: less is better.</summary>
    public double Criterion => Deviance + (2 * Freedom);

    /// <summary>Log-odds of each row.</summary>
    public double[] LogOdds(Observations table)
    {
        var sums = new double[table.Rows];
        Array.Fill(sums, Intercept);
        for (var i = 0; i < Terms.Length; i++)
        {
            Terms[i].AddTo(sums, table, Parameters[i]);
        }

        return sums;
    }
}
