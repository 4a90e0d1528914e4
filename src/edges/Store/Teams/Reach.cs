using System.Collections.Immutable;

namespace Mainstay.Store.Teams;

/// <summary>Which accounts somebody may see: all, or those of certain people.</summary>
public sealed record Reach
{
    private Reach(ImmutableArray<string>? people) => People = people;

    public static Reach All { get; } = new(people: null);

    /// <summary>The people, by e-mail in lower case, whose accounts are within reach; null for all accounts.</summary>
    public ImmutableArray<string>? People { get; }

    /// <summary>The accounts that these people own or are on the team of. Without people it is none.</summary>
    public static Reach Of(IEnumerable<string> people) => new([.. people.Select(NormalPerson).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    internal static string NormalPerson(string email) => email.Trim().ToLowerInvariant();
}
