namespace Mainstay.Store.Ingest;

/// <summary>What a transaction has done to the log of messages, for the log to remember once it is committed.</summary>
/// <param name="IsNew">Of each message that was given whether it had not been taken before.</param>
/// <param name="Batch">The number of the batch that the new ones are stored as.</param>
/// <param name="Keys">The new ones.</param>
/// <param name="Moved">How many of the messages that are on the move have been moved by now.</param>
/// <param name="HasCleared">Whether no batch is left whose messages have all been moved.</param>
internal sealed record TakenMessages(bool[] IsNew, long Batch, IReadOnlyList<UInt128> Keys, int Moved, bool HasCleared);
