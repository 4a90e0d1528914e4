namespace Mainstay.Sources.Files.Rows;

/// <summary>A file cannot be used, or not further. The message says what was found, what was expected and what to do.</summary>
internal sealed class UnreadableFileException(string message) : Exception(message);
