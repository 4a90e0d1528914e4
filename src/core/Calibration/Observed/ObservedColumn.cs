using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Observed;

/// <summary>What a signal read in each row of a table of observations.</summary>
public abstract class ObservedColumn
{
    private ObservedColumn(string name) => Name = name;

    public string Name { get; }

    public abstract int Rows { get; }

    public abstract bool IsMissing(int row);

    /// <summary>The column reduced to some rows, in their order; a row may come twice.</summary>
    public abstract ObservedColumn Take(ReadOnlySpan<int> rows);

    /// <summary>Numbers.</summary>
    /// <param name="name">Of the signal.</param>
    /// <param name="values">NaN is missing; never infinite.</param>
    public sealed class Numeric(string name, ImmutableArray<double> values) : ObservedColumn(name)
    {
        public ImmutableArray<double> Values { get; } = values;

        public override int Rows => Values.Length;

        public override bool IsMissing(int row) => double.IsNaN(Values[row]);

        public override Numeric Take(ReadOnlySpan<int> rows) => new(Name, Taken(Values, rows));
    }

    /// <summary>Words of a list.</summary>
    /// <param name="name">Of the signal.</param>
    /// <param name="codes">The place of each row's word in <paramref name="labels"/>; −1 is missing.</param>
    /// <param name="labels">Each word once, in ordinal order.</param>
    public sealed class Categorical(string name, ImmutableArray<int> codes, ImmutableArray<string> labels) : ObservedColumn(name)
    {
        /// <summary>What a word has as a code that <see cref="Labels"/> does not hold.</summary>
        public const int Missing = -1;

        public ImmutableArray<int> Codes { get; } = codes;

        public ImmutableArray<string> Labels { get; } = labels;

        public override int Rows => Codes.Length;

        public override bool IsMissing(int row) => Codes[row] < 0;

        public override Categorical Take(ReadOnlySpan<int> rows) => new(Name, Taken(Codes, rows), Labels);

        /// <summary>The same words by the codes of another table; words that it does not hold are missing.</summary>
        public Categorical By(ImmutableArray<string> others)
        {
            var places = Labels.Select(word => others.IndexOf(word, StringComparer.Ordinal)).ToArray();
            return new Categorical(Name, [.. Codes.Select(code => code < 0 ? Missing : places[code])], others);
        }
    }

    private static ImmutableArray<T> Taken<T>(ImmutableArray<T> all, ReadOnlySpan<int> rows)
    {
        var taken = ImmutableArray.CreateBuilder<T>(rows.Length);
        foreach (var row in rows)
        {
            taken.Add(all[row]);
        }

        return taken.MoveToImmutable();
    }
}
