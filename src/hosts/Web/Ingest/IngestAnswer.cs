using Mainstay.Store.Ingest;

namespace Mainstay.Web.Ingest;

/// <summary>What became of messages.</summary>
/// <param name="Success">Whether all of them were taken.</param>
/// <param name="Applied">Messages that are facts now, those included that had waited for their account.</param>
/// <param name="AlreadyThere">Messages that were taken before.</param>
/// <param name="Waiting">Messages that wait as dead letters until somebody says whose they are.</param>
/// <param name="Problems">Messages that were left out.</param>
public sealed record IngestAnswer(bool Success, int Applied, int AlreadyThere, int Waiting, IReadOnlyList<ItemProblem> Problems);

/// <summary>What became of rows.</summary>
/// <param name="Added">Facts that are new.</param>
/// <param name="AlreadyThere">Facts that were stored before.</param>
/// <param name="TooOld">Usage from before the time that is kept event by event.</param>
/// <param name="Problems">Rows that were left out.</param>
public sealed record BulkAnswer(long Added, long AlreadyThere, long TooOld, IReadOnlyList<ItemProblem> Problems);

/// <summary>What is wrong with one item of a request.</summary>
/// <param name="Index">Which one, from 0.</param>
public sealed record ItemProblem(int Index, int Status, string Detail);

/// <summary>Messages that wait, the newest first.</summary>
public sealed record DeadLetterList(IReadOnlyList<DeadLetter> Items);

/// <summary>Whose a user has been all along.</summary>
public sealed record Replay
{
    /// <summary>The user's id.</summary>
    public required string User { get; init; }

    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }
}

/// <param name="Applied">Messages that had waited and are facts now.</param>
public sealed record ReplayAnswer(int Applied);
