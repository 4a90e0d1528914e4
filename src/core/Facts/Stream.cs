namespace Mainstay.Core.Facts;

/// <summary>
/// What is known about the supply of one kind of fact. Only a connected and fresh stream makes the absence of facts a
/// zero; without it, absence means that nobody looked.
/// </summary>
public sealed record Stream
{
    public static readonly Stream NotConnected = new() { IsConnected = false };

    public static readonly Stream Connected = new() { IsConnected = true };

    public required bool IsConnected { get; init; }

    /// <summary>The first instant the stream covers; null when it reaches back to the beginning of every account.</summary>
    public Instant? From { get; init; }

    /// <summary>The instant up to which the stream is complete; null while it is live.</summary>
    public Instant? Through { get; init; }

    /// <summary>
    /// How many local days after the one that begins at or before <see cref="Through"/> readings still count as fresh. Zero by default: what
    /// is complete through a midnight is fresh for that midnight and the day that it begins, and stale from the next one on.
    /// </summary>
    public int StaleAfterDays { get; init; }

    /// <summary>How long after it happened imported history counts as recorded, in microseconds, at least 0.</summary>
    public long LagMicros { get; init; }

    /// <summary>
    /// When imported history counts as learned. What has held since before anybody counted (a company without a creation date) was known
    /// from then on.
    /// </summary>
    /// <param name="at">When it happened, or the beginning of time.</param>
    public Instant LearnedAt(Instant at) => at == Instant.MinValue ? at : at.Plus(LagMicros);

    /// <summary>
    /// From when on this was known; null for as long as anything was. Before it <see cref="Before"/> was what was known, so that what a
    /// source has begun to tell today does not make yesterday's silence a zero.
    /// </summary>
    public Instant? KnownFrom { get; init; }

    /// <summary>What was known before; null where the kind was not connected.</summary>
    public Stream? Before { get; init; }

    /// <summary>The stream as far as it was known by a time (inclusive).</summary>
    public Stream At(Instant knownAt)
    {
        var stream = this;
        while (stream.KnownFrom > knownAt)
        {
            stream = stream.Before ?? NotConnected;
        }

        return stream;
    }

    public bool Covers(Instant at) => IsConnected && (From is not { } from || from <= at);

    /// <summary>Whether it has fallen behind: judged at the local midnight that the day of <paramref name="at"/> began with, so that nothing turns stale within a day.</summary>
    public bool IsStale(Instant at, Calendar calendar) =>
        Through is { } through && calendar.StartOf(calendar.DateOf(at).AddDays(-StaleAfterDays)) > through;
}
