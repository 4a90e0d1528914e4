using System.Collections.Immutable;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>A CSV file of exchange rates: a row for each day and pair.</summary>
public sealed record RatesMapping
{
    /// <summary>Relative to the folder, as of <see cref="FileMapping"/>.</summary>
    public required string File { get; init; }

    /// <summary>One ASCII character.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The column of the day; times are read as the day that they lie in.</summary>
    public required string Date { get; init; }

    public required RateCurrency From { get; init; }

    public required RateCurrency To { get; init; }

    /// <summary>The column of units of <see cref="To"/> for one unit of <see cref="From"/>.</summary>
    public required string Rate { get; init; }

    /// <summary>Tried in order.</summary>
    public required ImmutableArray<TimeFormat> Formats { get; init; }
}

/// <summary>Where a rate's currency stands.</summary>
/// <param name="Text">A column, or the code itself.</param>
/// <param name="IsConstant">The same code for every row.</param>
public sealed record RateCurrency(string Text, bool IsConstant);
