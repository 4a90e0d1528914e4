using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Runtime.Calibration;

/// <summary>What is looked back over.</summary>
public sealed record ObservedBook(HealthModel Model, ImmutableArray<AccountHistory> Accounts, ObservationPlan Plan)
{
    /// <summary>The file that the model was read from.</summary>
    public required string ModelText { get; init; }

    public ObservationSet Observe(CancellationToken cancellationToken) => BookObserving.Observe(Model, Accounts, Plan, cancellationToken);
}
