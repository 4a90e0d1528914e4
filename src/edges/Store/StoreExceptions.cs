namespace Mainstay.Store;

/// <summary>The database cannot be opened: another process holds it, or a newer Mainstay has written it.</summary>
public sealed class DatabaseOpenException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>
/// The database cannot do it now: its disk is full or fails, or its server is away. Nothing of what was asked is half done;
/// only when the connection broke during a commit may it be done as a whole, and doing it again is safe.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Something that never changes once written was to be written again with other content.</summary>
public sealed class ImmutableRecordException(string message) : Exception(message);
