namespace Mainstay.Core.Facts.Identity;

/// <summary>What a row says about whose it is, before anybody has looked it up. The text is never empty.</summary>
public abstract record AccountClaim
{
    private AccountClaim(string text) => Text = text;

    public string Text { get; }

    /// <summary>The account's id; an account that nobody knew comes into being.</summary>
    public sealed record Id(string Text) : AccountClaim(Text);

    /// <summary>The id of an account that a company was told for.</summary>
    public sealed record KnownId(string Text) : AccountClaim(Text);

    /// <summary>The id of a fact whose account counts.</summary>
    public sealed record Owner(FactKind Kind, string Text) : AccountClaim(Text);

    /// <summary>An address: of a contact, else of a company by its domain.</summary>
    public sealed record Email(string Text) : AccountClaim(Text);

    /// <summary>A domain, web address or e-mail address, of which only the domain counts.</summary>
    public sealed record Domain(string Text) : AccountClaim(Text);
}

/// <summary>Whose something is, or why that cannot be told. <c>default</c> is <see cref="UnmatchedReason.Nothing"/>.</summary>
public readonly record struct AccountMatch
{
    private AccountMatch(string? account, UnmatchedReason reason) => (Account, Reason) = (account, reason);

    /// <summary>Null when it was not found.</summary>
    public string? Account { get; }

    /// <summary>Says something only where no account was found.</summary>
    public UnmatchedReason Reason { get; }

    /// <summary>
    /// Whether weaker claims are of no use any more: one account was found, or several, and a weaker claim would pick the wrong
    /// one as easily as the right one.
    /// </summary>
    public bool IsDecided => Account is not null
        || Reason is UnmatchedReason.AmbiguousId or UnmatchedReason.AmbiguousEmail or UnmatchedReason.AmbiguousDomain;

    /// <summary>
    /// The match of the first claim that decides. When none does, the reason is that of the first: the one its source holds for
    /// the strongest.
    /// </summary>
    /// <param name="claims">The strongest first.</param>
    /// <param name="find">Looks one claim up.</param>
    /// <param name="decisive">The place of the claim that decided or gave the reason; -1 when there is none.</param>
    public static AccountMatch Of(IReadOnlyList<AccountClaim> claims, Func<AccountClaim, AccountMatch> find, out int decisive)
    {
        var first = default(AccountMatch);
        decisive = claims.Count > 0 ? 0 : -1;
        for (var i = 0; i < claims.Count; i++)
        {
            var match = find(claims[i]);
            if (match.IsDecided)
            {
                decisive = i;
                return match;
            }

            first = i == 0 ? match : first;
        }

        return first;
    }

    public static AccountMatch Found(string account) => new(account, default);

    public static AccountMatch None(UnmatchedReason reason) => new(null, reason);
}
