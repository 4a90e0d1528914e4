using System.Security.Cryptography;
using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>One field and what was said of it; an absent value clears it.</summary>
public readonly record struct FieldChange(FactField Field, FactValue Value);

/// <summary>
/// A message of a live source: an occurrence with its values, or what was said of some fields of an object, whose other fields
/// stay as they were.
/// </summary>
public sealed record IngestedItem
{
    /// <summary>Two messages with one id are one, however far apart they come.</summary>
    public required string MessageId { get; init; }

    public required FactKind Kind { get; init; }

    public required Instant At { get; init; }

    /// <summary>Who it is about; null where it names only the account.</summary>
    public string? User { get; init; }

    /// <summary>The account that it names; null leaves it to what is remembered of the user.</summary>
    public string? Account { get; init; }

    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>Whether the user belongs to the account from then on. Needs both.</summary>
    public bool Links { get; init; }

    /// <summary>What is kept of the id.</summary>
    internal byte[] Key { get => field ??= KeyOf(MessageId); init; }

    private static byte[] KeyOf(string message)
    {
        Span<byte> text = message.Length <= 128 ? stackalloc byte[384] : new byte[Encoding.UTF8.GetMaxByteCount(message.Length)];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(message, text)], digest);
        return digest[..16].ToArray();
    }
}

/// <summary>What became of a request.</summary>
/// <param name="Applied">Messages that are facts now, those included that had waited for their account.</param>
/// <param name="AlreadyThere">Messages that were taken before.</param>
/// <param name="Waiting">Messages that wait as dead letters until somebody says whose they are.</param>
public sealed record IngestResult(int Applied, int AlreadyThere, int Waiting);

/// <summary>A message that could not be applied yet.</summary>
public sealed record DeadLetter
{
    public required string? User { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Reason { get; init; }

    /// <summary>Its fields as JSON.</summary>
    public required string Body { get; init; }
}
