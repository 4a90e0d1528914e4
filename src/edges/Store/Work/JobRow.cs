using Mainstay.Core.Facts;

namespace Mainstay.Store.Work;

/// <summary>A job as it is stored.</summary>
internal sealed class JobRow
{
    public const string Columns = """
        id, kind, key, payload, created_us AS CreatedMicros, attempts, due_us AS DueMicros, finished_us AS FinishedMicros, cancel_us AS CancelMicros, progress,
        result, last_error AS LastError
        """;

    public required long Id { get; init; }

    public required string Kind { get; init; }

    public required string Key { get; init; }

    public required string Payload { get; init; }

    public required long CreatedMicros { get; init; }

    public required int Attempts { get; init; }

    public long? DueMicros { get; init; }

    public long? FinishedMicros { get; init; }

    public long? CancelMicros { get; init; }

    public double? Progress { get; init; }

    public string? Result { get; init; }

    public string? LastError { get; init; }

    public Job ToJob(string workspace) => new()
    {
        Workspace = workspace,
        Id = Id,
        Kind = Kind,
        Key = Key,
        Payload = Payload,
        CreatedAt = new Instant(CreatedMicros).ToDateTimeOffset(),
        Attempts = Attempts,
        DueAt = Time(DueMicros),
        FinishedAt = Time(FinishedMicros),
        CancelledAt = Time(CancelMicros),
        Progress = Progress,
        Result = Result,
        LastError = LastError,
    };

    private static DateTimeOffset? Time(long? micros) => micros is { } value ? new Instant(value).ToDateTimeOffset() : null;
}
