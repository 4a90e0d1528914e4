namespace Mainstay.Sources.Files.Mappings;

/// <summary>Bad rows that a source is known to have: they are told, and no reason for a command to fail. <c>default</c> is none.</summary>
[Flags]
public enum Tolerated
{
    None = 0,

    /// <summary>Rows that do not fit and became no fact.</summary>
    Rejected = 1,

    /// <summary>Good rows that are nobody's.</summary>
    Unmatched = 2,

    /// <summary>Rows of what has not happened yet when they are read.</summary>
    Future = 4,
}
