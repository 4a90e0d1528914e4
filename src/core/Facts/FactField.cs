namespace Mainstay.Core.Facts;

public enum FieldType
{
    /// <summary>Text or a word of an enumeration; compared ordinally.</summary>
    Text,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Integer minor units (cents) of the fact's currency.</summary>
    Money,

    /// <summary>True or false; 1 or 0 in arithmetic.</summary>
    Flag,

    /// <summary>
    /// The instant at which something happened to the fact (closed, paid, left). At an earlier T it is not known yet and
    /// reads as absent, even when the imported row already carries it.
    /// </summary>
    Moment,

    /// <summary>A date agreed in advance (due date, end of term). Known as soon as the fact is, wherever it lies.</summary>
    Planned,

    /// <summary>The time between two moments of the fact, computed; in microseconds, shown in the unit that a model asks for.</summary>
    Duration,
}

/// <summary>A field of a fact kind.</summary>
/// <param name="Name">As written in models and mappings, snake case.</param>
/// <param name="Type">How its text is read and when it is known.</param>
/// <param name="Meaning">One line for templates and documentation.</param>
public sealed record FactField(string Name, FieldType Type, string Meaning)
{
    /// <summary>Position in the fields of its kind.</summary>
    public int Index { get; init; }

    /// <summary>
    /// The moment at which the value becomes known (a CSAT answer when the ticket is solved), or null when it is known
    /// with the fact itself.
    /// </summary>
    public string? KnownFrom { get; init; }

    /// <summary>For a <see cref="FieldType.Duration"/>: the moments it spans.</summary>
    public (string From, string To)? Span { get; init; }

    /// <summary>The scale of counts and lengths of time.</summary>
    public static readonly (double Least, double Most) AtLeastZero = (0, double.PositiveInfinity);

    /// <summary>The least and the most the number can be, both included; null where any may be right.</summary>
    public (double Least, double Most)? Scale { get; init; }

    public bool IsNumeric => Type is FieldType.Number or FieldType.Money or FieldType.Flag or FieldType.Duration;

    public bool IsTime => Type is FieldType.Moment or FieldType.Planned;
}
