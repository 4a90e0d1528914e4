using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Live;
using Mainstay.Store.Work;

namespace Mainstay.Store.Snapshots;

/// <summary>What evaluating some accounts over one or many days has brought; all of it is stored, or nothing.</summary>
public sealed record ScoringBatch
{
    /// <summary>The last local day evaluated. No snapshot is later.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When the decisions were made; their messages wait for delivery from then on.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The score that lists show when they are asked for none.</summary>
    public required string PrimaryScore { get; init; }

    /// <summary>Of any days up to <see cref="Day"/>, in any order; with a <see cref="Moment"/>, the readings of it.</summary>
    public required IReadOnlyList<ScoreSnapshot> Snapshots { get; init; }

    /// <summary>
    /// When within the day the accounts were read: their scores show in the book until the next, and are no snapshots. Null for
    /// scores of midnights.
    /// </summary>
    public Instant? Moment { get; init; }

    /// <summary>
    /// Whether its snapshots are kept beside those that are shown: neither histories nor the book change, and nothing is decided.
    /// </summary>
    public bool IsBeside { get; init; }

    /// <summary>Whether what the book shows otherwise than before is told of; not so where history is scored.</summary>
    public bool IsLive { get; init; }

    /// <summary>
    /// One per account evaluated, as of <see cref="Day"/>. An account without a snapshot of that day is no longer scored:
    /// it leaves the book, and its history stays.
    /// </summary>
    public required IReadOnlyList<CompanyProfile> Profiles { get; init; }

    /// <summary>Where the playbooks of these accounts stand. Those left out stand where they stood.</summary>
    public required IReadOnlyList<(string Playbook, string AccountId, EpisodePosition Position)> Positions { get; init; }

    public required IReadOnlyList<TaskDecision> Decisions { get; init; }

    /// <summary>The marks that these scores answer; an account that was marked again since waits on.</summary>
    public IReadOnlyList<DirtyAccount> Answers { get; init; } = [];

    /// <summary>Accounts of which something that is known already takes effect only later, and how much: they are scored again then.</summary>
    public IReadOnlyList<(string AccountId, TimeSpan After)> Ahead { get; init; } = [];

    /// <summary>The part of a sweep over all accounts that the batch brings; null for none.</summary>
    public SweptPart? Swept { get; init; }

    /// <summary>The lease that the batch is written under: once another has taken it over, nothing is. Null for none.</summary>
    public Lease? Under { get; init; }
}

/// <param name="Snapshots">Snapshots that are new.</param>
/// <param name="Tasks">Tasks that are new; each has an outbox row.</param>
public sealed record CommitResult(int Snapshots, int Tasks);
