using Mainstay.Store.Merging;

namespace Mainstay.Web.Api.Merges;

/// <summary>Accounts that are part of another.</summary>
/// <param name="Items">By account.</param>
public sealed record MergeList(IReadOnlyList<MergeBody> Items);

/// <param name="Account">Scored no more.</param>
/// <param name="Into">The account that has its facts.</param>
/// <param name="By">Who said so.</param>
public sealed record MergeBody(string Account, string Into, DateTimeOffset At, string By)
{
    public static MergeBody Of(AccountMerge merge) => new(merge.Account, merge.Into, merge.At, merge.By);
}

/// <summary>Makes an account part of another, from now on.</summary>
public sealed record NewMerge
{
    /// <summary>The account that becomes part of the other.</summary>
    public required string Account { get; init; }

    /// <summary>The account that stays.</summary>
    public required string Into { get; init; }
}

/// <summary>Parts an account from the one it was merged into.</summary>
public sealed record MergeEnd
{
    /// <summary>The account that is part of another.</summary>
    public required string Account { get; init; }
}

/// <param name="Facts">How many facts were copied, or are gone again.</param>
public sealed record MergeAnswer(int Facts);
