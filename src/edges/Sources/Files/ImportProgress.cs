namespace Mainstay.Sources.Files;

/// <summary>How far an import is.</summary>
/// <param name="File">The file being read.</param>
/// <param name="Rows">Rows of this file so far.</param>
/// <param name="RowsPerSecond">Since the file was opened.</param>
public readonly record struct ImportProgress(string File, long Rows, double RowsPerSecond);
