namespace Mainstay.Store;

/// <summary>The database cannot be opened: another process holds it, or a newer Mainstay has written it.</summary>
public sealed class DatabaseOpenException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Something that never changes once written was to be written again with other content.</summary>
public sealed class ImmutableRecordException(string message) : Exception(message);
