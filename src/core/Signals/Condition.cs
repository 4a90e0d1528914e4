using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Signals;

/// <summary>
/// A test of one field of a fact. An absent value fails every test but <see cref="Absent"/>, its opposite included:
/// what nobody knows is neither equal to a word nor different from it.
/// </summary>
public abstract record Condition(FactField Field)
{
    /// <param name="history">Whose fact it is.</param>
    public abstract bool Holds(VisibleFact fact, AccountHistory history);

    public abstract string Describe();

    /// <summary>The text is (or, negated, is not) one of the words.</summary>
    public sealed record OneOf(FactField Field, ImmutableArray<string> Words, bool Negated) : Condition(Field)
    {
        public override bool Holds(VisibleFact fact, AccountHistory history) =>
            fact.Text(Field) is { } text && Words.Contains(text, StringComparer.Ordinal) != Negated;

        public override string Describe() => $"{Field.Name} {(Negated ? "not " : "")}{string.Join(" or ", Words)}";

        public bool Equals(OneOf? other) =>
            other is not null && Field == other.Field && Negated == other.Negated && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

        public override int GetHashCode() => HashCode.Combine(Field, Negated, Words.Length);
    }

    /// <summary>
    /// The number compares as said; a duration in hours, as a model reads it without a unit, and money in the model's currency. What
    /// cannot be converted is as unknown as an absent number.
    /// </summary>
    public sealed record Compares(FactField Field, Comparison Comparison, double To) : Condition(Field)
    {
        /// <summary>What money is converted to; null for other fields, and for as it stands.</summary>
        public ReportingCurrency? Currency { get; init; }

        public override bool Holds(VisibleFact fact, AccountHistory history) =>
            fact.Number(Field) is { } number && (Currency is null ? number : Currency.Convert(number, fact, history).AmountOrNull) is { } amount && Passes(amount);

        internal bool Passes(double number) => Comparison.Holds(IsDuration ? number / Instant.MicrosPerHour : number, To);

        public override string Describe() =>
            string.Create(CultureInfo.InvariantCulture, $"{Field.Name} {Comparison.Sign()} {To}{(IsDuration ? " hours" : Currency is null ? "" : $" in {Currency.Code}")}");

        private bool IsDuration => Field.Type == FieldType.Duration;
    }

    public sealed record Present(FactField Field) : Condition(Field)
    {
        public override bool Holds(VisibleFact fact, AccountHistory history) => !fact.Value(Field).IsAbsent;

        public override string Describe() => $"{Field.Name} present";
    }

    public sealed record Absent(FactField Field) : Condition(Field)
    {
        public override bool Holds(VisibleFact fact, AccountHistory history) => fact.Value(Field).IsAbsent;

        public override string Describe() => $"{Field.Name} absent";
    }
}

public enum Comparison
{
    Less,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    Greater,
}

public static class ComparisonExtensions
{
    public static bool Holds(this Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.Less => left < right,
        Comparison.AtMost => left <= right,
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.AtLeast => left >= right,
        Comparison.Greater => left > right,
    };

    public static string Sign(this Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.Equal => "=",
        Comparison.NotEqual => "!=",
        Comparison.AtLeast => ">=",
        Comparison.Greater => ">",
    };
}
