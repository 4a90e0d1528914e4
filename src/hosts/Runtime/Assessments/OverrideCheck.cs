using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Overrides;
using Mainstay.Runtime.Explaining;
using Mainstay.Store;

namespace Mainstay.Runtime.Assessments;

/// <summary>What becomes of an override.</summary>
/// <param name="Because">Why it would not count; null when it does.</param>
/// <param name="UsualDays">Days that it holds where it does not say so itself.</param>
public sealed record OverrideVerdict(string? Because, int UsualDays);

/// <summary>Tries an override out before it is kept: the same evaluation that will score the account says whether it counts.</summary>
public static class OverrideCheck
{
    /// <param name="given">An assessment of the type override.</param>
    /// <returns>Null while no model is active: nothing can be overridden then.</returns>
    public static async Task<OverrideVerdict?> RunAsync(Database database, string workspace, Fact given, Instant now, CancellationToken cancellationToken)
    {
        if (await StoredModels.ActiveAsync(database, workspace, cancellationToken) is not { } model)
        {
            return null;
        }

        var history = await database.Facts.LoadAccountWithAsync(workspace, given with { RecordedAt = now }, cancellationToken);
        var rejected = Rejected(model, history, PointInTime.At(now)).FirstOrDefault(r => r.Id == given.Id);
        return new OverrideVerdict(rejected?.Because, model.Overrides.ExpiresDays);
    }

    // Who is not scored now may be later: then what needs no segment is all that can be said.
    private static ImmutableArray<RejectedOverride> Rejected(HealthModel model, AccountHistory history, PointInTime point) =>
        Evaluator.Evaluate(model, history, point)?.RejectedOverrides ?? OverrideSheet.At(model, segment: null, history, point).Rejected;
}
