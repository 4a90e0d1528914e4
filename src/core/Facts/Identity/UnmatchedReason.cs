namespace Mainstay.Core.Facts.Identity;

/// <summary>Why a fact is nobody's.</summary>
public enum UnmatchedReason
{
    /// <summary>All cells that could say whose it is are empty.</summary>
    Nothing,

    /// <summary>No account, or no fact that it is found by, has this id.</summary>
    UnknownId,

    /// <summary>Facts of several accounts have this id.</summary>
    AmbiguousId,

    /// <summary>What should be an e-mail address or a domain is none.</summary>
    Unreadable,

    /// <summary>No contact has the address and no company its domain.</summary>
    UnknownEmail,

    /// <summary>Contacts of several companies have the address, and not exactly one of them is the primary one.</summary>
    AmbiguousEmail,

    UnknownDomain,

    /// <summary>The domain is of several companies.</summary>
    AmbiguousDomain,

    /// <summary>The domain is one where anybody may have an address.</summary>
    PublicDomain,
}

public static class UnmatchedReasons
{
    /// <summary>The word in reports, files and the database.</summary>
    public static string Word(this UnmatchedReason reason) => reason switch
    {
        UnmatchedReason.Nothing => "nothing to go by",
        UnmatchedReason.UnknownId => "unknown id",
        UnmatchedReason.AmbiguousId => "id of several accounts",
        UnmatchedReason.Unreadable => "no e-mail address or domain",
        UnmatchedReason.UnknownEmail => "unknown e-mail and domain",
        UnmatchedReason.AmbiguousEmail => "e-mail of several companies, none or several of them primary",
        UnmatchedReason.UnknownDomain => "unknown domain",
        UnmatchedReason.AmbiguousDomain => "domain of several companies",
        UnmatchedReason.PublicDomain => "public domain",
    };
}
