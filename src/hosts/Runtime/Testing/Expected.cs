using System.Globalization;

namespace Mainstay.Runtime.Testing;

/// <summary>A value that came out: a number, a word, or nothing.</summary>
public readonly record struct Actual(double? Number, string? Word)
{
    public static Actual Of(double? number) => new(number, null);

    public static Actual Of(string? word) => new(null, word);

    public override string ToString() => Number is { } number
        ? decimal.Round((decimal)number, 4, MidpointRounding.AwayFromZero).ToString("0.0000", CultureInfo.InvariantCulture)
        : Word ?? "none";
}

/// <summary>A value that a case expects.</summary>
public abstract record Expected
{
    private Expected()
    {
    }

    public abstract bool IsMetBy(Actual actual);

    public abstract string Describe();

    /// <summary>The number to four places, as scores are published.</summary>
    public sealed record Exactly(decimal Number) : Expected
    {
        // Values beyond what a decimal holds are compared as they are.
        public override bool IsMetBy(Actual actual) => actual.Number is { } number
            && (Math.Abs(number) < 1e15 ? decimal.Round((decimal)number, 4, MidpointRounding.AwayFromZero) == Number : number == (double)Number);

        public override string Describe() => Number.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    /// <summary>Anything from one number to another, both included.</summary>
    public sealed record Between(double From, double To) : Expected
    {
        public override bool IsMetBy(Actual actual) => actual.Number >= From && actual.Number <= To;

        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{From} to {To}");
    }

    /// <summary>A word, compared ordinally.</summary>
    public sealed record Word(string Text) : Expected
    {
        public override bool IsMetBy(Actual actual) => string.Equals(actual.Word, Text, StringComparison.Ordinal);

        public override string Describe() => Text;
    }

    /// <summary>That there is no value.</summary>
    public sealed record Nothing : Expected
    {
        public override bool IsMetBy(Actual actual) => actual.Number is null && actual.Word is null;

        public override string Describe() => "none";
    }
}
