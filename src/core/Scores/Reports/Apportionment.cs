namespace Mainstay.Core.Scores.Reports;

/// <summary>
/// Rounds parts so that the rounded parts add up to the rounded whole: each is rounded down and the units left over go
/// to the largest remainders (Hamilton's method); of equal remainders to the earlier part.
/// </summary>
public static class Apportionment
{
    /// <param name="parts">Finite; their sum is the total up to the rounding of doubles.</param>
    /// <param name="total">A multiple of 10^-<paramref name="places"/>.</param>
    /// <param name="places">Decimal places, 0 to 10.</param>
    /// <exception cref="ArgumentException">The parts are too far from the total for rounding to explain.</exception>
    public static decimal[] ToTotal(IReadOnlyList<double> parts, decimal total, int places)
    {
        var unit = 1m;
        for (var i = 0; i < places; i++)
        {
            unit /= 10;
        }

        var floors = new decimal[parts.Count];
        var remainders = new decimal[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            var exact = (decimal)parts[i];
            floors[i] = decimal.Floor(exact / unit) * unit;
            remainders[i] = exact - floors[i];
        }

        var missing = (int)((total - floors.Sum()) / unit);
        if (missing < 0 || missing > parts.Count)
        {
            throw new ArgumentException($"Parts that add up to {parts.Sum()} cannot be rounded to {total}.", nameof(parts));
        }

        foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take(missing))
        {
            floors[i] += unit;
        }

        return floors;
    }
}
