namespace Mainstay.Core.Facts.Suspicions;

/// <summary>What a book can say that is hardly true, though every row of it is good.</summary>
public enum SuspicionType
{
    /// <summary>Something was done before the fact began that it is found by: usage before its subscription's start.</summary>
    BeforeOwner,

    /// <summary>Usage before the account's first subscription began.</summary>
    BeforeSubscription,

    /// <summary>Tickets before the company signed up, or, where that is not known, before its first subscription began.</summary>
    BeforeSignup,

    /// <summary>Something has happened, but more than a day after the import.</summary>
    InFuture,

    /// <summary>Something ended before it began.</summary>
    EndBeforeStart,

    /// <summary>Numbers that the scale of their field does not have.</summary>
    OutOfScale,

    /// <summary>The same id in several accounts.</summary>
    SharedIds,

    /// <summary>One account has more than nine tenths of the facts of a kind.</summary>
    OneAccount,

    /// <summary>A column with many values, all of them equal.</summary>
    OneValue,

    /// <summary>A column that was mapped and holds nothing.</summary>
    Empty,

    /// <summary>Facts of the kind stop long before the end of the stream.</summary>
    EndedEarly,
}

/// <summary>Something that a person should look at before trusting a score.</summary>
/// <param name="Type">What is suspicious.</param>
/// <param name="Kind">Facts of which kind.</param>
/// <param name="Count">How many facts; of <see cref="SuspicionType.EndedEarly"/> the days without any.</param>
/// <param name="Of">Out of how many; 0 where that says nothing.</param>
/// <param name="What">The field, the pair of fields, the account or the day it is about; null when the type says it all.</param>
public sealed record Suspicion(SuspicionType Type, FactKind Kind, long Count, long Of, string? What = null);
