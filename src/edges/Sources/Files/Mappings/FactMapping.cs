using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>How a row becomes one fact.</summary>
public sealed record FactMapping
{
    public required FactKind Kind { get; init; }

    /// <summary>Null: an occurrence has no id, each row is a fact of its own; an object has the account's id.</summary>
    public IdSource? Id { get; init; }

    /// <summary>The ways in which a row says whose it is, the strongest first; never empty.</summary>
    public required ImmutableArray<AccountSource> Account { get; init; }

    /// <summary>
    /// Null (objects only): the earliest of the row's mapped times, or <see cref="Instant.MinValue"/> when it has none.
    /// </summary>
    public TimeColumn? At { get; init; }

    public TimeColumn? UpdatedAt { get; init; }

    /// <summary>Null: imported history, which counts as recorded when it happened.</summary>
    public TimeColumn? RecordedAt { get; init; }

    /// <summary>The row becomes this fact only when all of them hold.</summary>
    public required ImmutableArray<Condition> Where { get; init; }

    public required ImmutableArray<FieldMapping> Fields { get; init; }
}

/// <summary>Where a fact's id comes from.</summary>
public abstract record IdSource
{
    private IdSource()
    {
    }

    public sealed record Column(string Name) : IdSource;

    /// <summary>The same id in every row: all rows of an account are versions of one object.</summary>
    public sealed record Constant(string Id) : IdSource;
}

/// <summary>A way in which a row says whose it is.</summary>
public abstract record AccountSource
{
    private AccountSource(string name) => Name = name;

    /// <summary>The column.</summary>
    public string Name { get; }

    public abstract AccountClaim Claim(string text);

    /// <summary>The column holds the account's id.</summary>
    /// <param name="Name">The column.</param>
    /// <param name="IsKnown">Only accounts count that a company was told for; otherwise one comes into being with its first fact.</param>
    public sealed record Column(string Name, bool IsKnown = false) : AccountSource(Name)
    {
        public override AccountClaim Claim(string text) => IsKnown ? new AccountClaim.KnownId(text) : new AccountClaim.Id(text);
    }

    /// <summary>The column holds the id of a fact of <paramref name="Kind"/> of this mapping, and its account counts.</summary>
    public sealed record Via(string Name, FactKind Kind) : AccountSource(Name)
    {
        public override AccountClaim Claim(string text) => new AccountClaim.Owner(Kind, text);
    }

    /// <summary>The column holds the address of a contact, or one in the domain of a company.</summary>
    public sealed record Email(string Name) : AccountSource(Name)
    {
        public override AccountClaim Claim(string text) => new AccountClaim.Email(text);
    }

    /// <summary>The column holds a domain, web address or e-mail address, of which the domain counts.</summary>
    public sealed record Domain(string Name) : AccountSource(Name)
    {
        public override AccountClaim Claim(string text) => new AccountClaim.Domain(text);
    }
}

/// <summary>A column of times, with the formats to try in order.</summary>
public sealed record TimeColumn(string Name, ImmutableArray<TimeFormat> Formats);

/// <summary>Whether a column has one of some texts (after trimming; compared ordinally), or none of them when negated.</summary>
public sealed record Condition(string Column, ImmutableArray<string> Texts, bool IsNegated)
{
    public bool Holds(ReadOnlySpan<char> text)
    {
        foreach (var candidate in Texts)
        {
            if (text.SequenceEqual(candidate))
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }
}
