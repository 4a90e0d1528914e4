using System.Globalization;
using Mainstay.Runtime;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Inputs;

/// <summary>Days as people type them.</summary>
public static class Days
{
    /// <exception cref="UserException">Not a date such as 2026-01-31.</exception>
    public static DateOnly Parse(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UserException($"{option} must be a date such as 2026-01-31, but is '{text}'.");

    /// <summary>One day by --as-of, or a range by --from and --to.</summary>
    /// <exception cref="UserException">Neither or both are given, or the range is empty.</exception>
    public static DayRange Range(string? asOf, string? from, string? to, Every every)
    {
        if (asOf is not null)
        {
            if (from is not null || to is not null)
            {
                throw new UserException("Give either --as-of or --from and --to, not both.");
            }

            var day = Parse("--as-of", asOf);
            return new DayRange(day, day);
        }

        if (from is null || to is null)
        {
            throw new UserException("Say for which days: --as-of DATE, or --from DATE and --to DATE.");
        }

        var (first, last) = (Parse("--from", from), Parse("--to", to));
        return last >= first
            ? new DayRange(first, last, every)
            : throw new UserException($"--to ({to}) lies before --from ({from}).");
    }
}
