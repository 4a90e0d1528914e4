using Mainstay.Core.Facts;
using Mainstay.Store.Contacts;
using Mainstay.Web.Api.Timelines;

namespace Mainstay.Web.Api.Contacts;

/// <summary>What a person at a customer is known by. In a body, so that no address and no log of addresses names them.</summary>
public sealed record PersonNames
{
    /// <summary>E-mail addresses and ids, each of 3 characters at least, in any case; at most 50.</summary>
    public required IReadOnlyList<string> Names { get; init; }
}

/// <summary>Everything that names a person.</summary>
/// <param name="KnownBy">What was asked for, and what else their contact is known by.</param>
/// <param name="Facts">By account, kind and time.</param>
/// <param name="UsageKeptByDay">Users of days that usage was folded into.</param>
/// <param name="MessagesNotApplied">Messages that were received and could not be used.</param>
public sealed record PersonBody(IReadOnlyList<string> KnownBy, IReadOnlyList<PersonFact> Facts, IReadOnlyList<string> UsageKeptByDay, IReadOnlyList<string> MessagesNotApplied)
{
    public static PersonBody Of(ContactFile file) => new(file.Names, [.. file.Facts.Select(PersonFact.Of)], [.. file.UsageUsers.Select(u => u[1..])], file.Letters);
}

/// <param name="Account">Of which account.</param>
/// <param name="Fact">What.</param>
public sealed record PersonFact(string Account, FactItem Fact)
{
    public static PersonFact Of(Fact fact) => new(fact.Account, FactItem.Of(fact));
}

/// <param name="Changed">How many facts and messages name the person no more.</param>
public sealed record ErasureAnswer(int Changed);
