using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Models;

namespace Mainstay.Runtime.Testing;

/// <summary>The cases of one test file, with the model and the playbooks that they hold to their word.</summary>
public sealed record CaseFile(HealthModel Model, ImmutablePlaybooks Playbooks, ImmutableArray<ModelCase> Cases);

/// <summary>Facts in, expectations out.</summary>
public sealed record ModelCase
{
    public required string Name { get; init; }

    public required Position Position { get; init; }

    /// <summary>First of the days that playbooks go through; the as-of day where a case names none.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day at whose start the report is taken.</summary>
    public required DateOnly AsOf { get; init; }

    public required AccountHistory History { get; init; }

    /// <summary>All accounts of the case, in ordinal order: roll-ups look at those below.</summary>
    public required ImmutableArray<AccountHistory> Book { get; init; }

    public required ImmutableArray<Expectation> Expectations { get; init; }
}

/// <summary>One thing that a case expects.</summary>
/// <param name="What">As the file names it: "score", "signals.overdue.points".</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Actual">Where it is looked up in what came out.</param>
public sealed record Expectation(string What, Expected Expected, Func<CaseOutcome, Actual> Actual);

/// <summary>What the engine made of a case.</summary>
/// <param name="Dated">The report of the as-of day; null when the account is not scored then.</param>
/// <param name="Decisions">In the order of days, then of playbooks.</param>
public sealed record CaseOutcome(DatedReport? Dated, ImmutableArray<TaskDecision> Decisions)
{
    /// <summary>The roll-ups of the account on the as-of day; null where no account below is scored then.</summary>
    public DatedRollups? Rollups { get; init; }
}
