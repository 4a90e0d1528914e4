using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Observed;

/// <summary>
/// A table to learn from: one row per account, or per account and date, with what the signals read and whether the outcome
/// (churn, unless it is said otherwise) came after.
/// </summary>
public sealed class Observations
{
    /// <param name="accounts">The account of each row.</param>
    /// <param name="outcomes">Whether it happened.</param>
    /// <param name="columns">Each as long as the table, names different.</param>
    /// <param name="groups">What must never be on both sides of a split, such as the parent; null for the accounts themselves.</param>
    /// <param name="dates">The asOf day of each row; null for a table without dates.</param>
    /// <exception cref="ArgumentException">Lengths differ or a name comes twice.</exception>
    public Observations(
        ImmutableArray<string> accounts,
        ImmutableArray<bool> outcomes,
        ImmutableArray<ObservedColumn> columns,
        ImmutableArray<string>? groups = null,
        ImmutableArray<DateOnly>? dates = null)
    {
        (Accounts, Outcomes, Columns, Groups, Dates) = (accounts, outcomes, columns, groups ?? accounts, dates);
        if (outcomes.Length != Rows || Groups.Length != Rows || (dates is { } d && d.Length != Rows) || columns.Any(c => c.Rows != Rows))
        {
            throw new ArgumentException($"Every column of a table has its {Rows} rows.", nameof(columns));
        }

        if (columns.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"A table has each column once, '{twice.Key}' comes twice.", nameof(columns));
        }

        Positives = outcomes.Count(o => o);
    }

    public ImmutableArray<string> Accounts { get; }

    /// <summary>What must stay on one side of a split.</summary>
    public ImmutableArray<string> Groups { get; }

    public ImmutableArray<DateOnly>? Dates { get; }

    public ImmutableArray<bool> Outcomes { get; }

    public ImmutableArray<ObservedColumn> Columns { get; }

    public int Rows => Accounts.Length;

    /// <summary>Rows whose outcome happened.</summary>
    public int Positives { get; }

    /// <summary>Share of rows whose outcome happened, 0 to 1; NaN of an empty table.</summary>
    public double BaseRate => (double)Positives / Rows;

    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public ObservedColumn this[string name] =>
        Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal)) ?? throw new KeyNotFoundException($"There is no column '{name}'.");

    /// <summary>The table reduced to some rows, in their order; a row may come twice.</summary>
    public Observations Take(ReadOnlySpan<int> rows)
    {
        var (accounts, groups, outcomes) = (new string[rows.Length], new string[rows.Length], new bool[rows.Length]);
        var dates = Dates is null ? null : new DateOnly[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            (accounts[i], groups[i], outcomes[i]) = (Accounts[rows[i]], Groups[rows[i]], Outcomes[rows[i]]);
            if (dates is not null)
            {
                dates[i] = Dates!.Value[rows[i]];
            }
        }

        var columns = new ObservedColumn[Columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Columns[i].Take(rows);
        }

        return new Observations([.. accounts], [.. outcomes], [.. columns], [.. groups], dates is null ? null : [.. dates]);
    }

    /// <summary>The same rows with other columns.</summary>
    public Observations With(ImmutableArray<ObservedColumn> columns) => new(Accounts, Outcomes, columns, Groups, Dates);

    /// <summary>The same rows without a column.</summary>
    /// <param name="column">Its name, of a column that need not be there; null for none.</param>
    public Observations Without(string? column) =>
        column is null ? this : With([.. Columns.Where(c => !string.Equals(c.Name, column, StringComparison.Ordinal))]);

    /// <summary>The same rows with other outcomes, such as permuted ones.</summary>
    public Observations With(ImmutableArray<bool> outcomes) => new(Accounts, outcomes, Columns, Groups, Dates);

    /// <summary>The group of each row as a number from 0 on, in order of first appearance.</summary>
    public int[] GroupNumbers()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var ofRow = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            if (!numbers.TryGetValue(Groups[row], out var number))
            {
                numbers.Add(Groups[row], number = numbers.Count);
            }

            ofRow[row] = number;
        }

        return ofRow;
    }
}
