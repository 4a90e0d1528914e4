using System.Globalization;
using Mainstay.Runtime;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Inputs;

/// <summary>Days as people type them.</summary>
public static class Days
{
    // Wide enough for any contract; what lies outside is a slip of the hand, and windows before year 1 do not exist.
    private static readonly DateOnly First = new(1900, 1, 1);
    private static readonly DateOnly Last = new(2199, 12, 31);

    /// <exception cref="UserException">Not a date such as 2026-01-31, or one that no data are of.</exception>
    public static DateOnly Parse(string option, string text)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new UserException($"{option} must be a date such as 2026-01-31, but is '{text}'.");
        }

        return day >= First && day <= Last
            ? day
            : throw new UserException($"{option} must lie between {First:yyyy-MM-dd} and {Last:yyyy-MM-dd}, but is '{text}'.");
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>One day by --as-of, or a range by --from and --to.</summary>
    /// <param name="every">Null where it was not said: every day.</param>
    /// <exception cref="UserException">Neither or both are given, or the range is empty.</exception>
    public static DayRange Range(string? asOf, string? from, string? to, Every? every)
    {
        if (asOf is not null)
        {
            if (from is not null || to is not null)
            {
                throw new UserException("Give either --as-of or --from and --to, not both.");
            }

            if (every is not null)
            {
                throw new UserException("--every is the step of a range: give it with --from and --to, or leave it out.");
            }

            var day = Parse("--as-of", asOf);
            return new DayRange(day, day);
        }

        if (from is null || to is null)
        {
            throw new UserException((from, to) switch
            {
                (not null, null) => "--from needs --to: say which day is the last.",
                (null, not null) => "--to needs --from: say which day is the first.",
                _ => "Say for which days: --as-of DATE, or --from DATE and --to DATE.",
            });
        }

        var (first, last) = (Parse("--from", from), Parse("--to", to));
        return last >= first
            ? new DayRange(first, last, every ?? Every.Day)
            : throw new UserException($"--to ({to}) lies before --from ({from}).");
    }
}
