namespace Mainstay.Sources.Files;

/// <summary>How far an import is.</summary>
/// <param name="File">The file being read.</param>
/// <param name="Rows">Rows of this file so far.</param>
/// <param name="RowsPerSecond">Since the file was opened.</param>
/// <param name="SecondsLeft">For the rest of the file, by the share of its bytes that was read; null while it cannot be told.</param>
public readonly record struct ImportProgress(string File, long Rows, double RowsPerSecond, double? SecondsLeft)
{
    /// <param name="file">The file being read.</param>
    /// <param name="rows">Rows of it so far.</param>
    /// <param name="seconds">Since it was opened.</param>
    /// <param name="share">Of its bytes that were read, 0 to 1.</param>
    internal static ImportProgress Of(string file, long rows, double seconds, double share) =>
        new(file, rows, seconds > 0 ? rows / seconds : 0, share > 0 ? seconds * (1 - share) / share : null);
}
