using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Explaining;
using Mainstay.Runtime.Scoring;
using Mainstay.Store;

namespace Mainstay.Runtime.Verifying;

/// <summary>A kept score that comes out otherwise when it is computed again.</summary>
/// <param name="What">What differs, for people.</param>
public sealed record ReplayDifference(string AccountId, DateOnly Day, string Score, string ModelVersion, string What)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AccountId} {Day:yyyy-MM-dd} {Score} by {ModelVersion}: {What}");
}

/// <param name="Replayed">Scores that were computed again.</param>
/// <param name="Informed">Those of them of which more is known than when they were kept, because history was imported since.</param>
/// <param name="Restated">Those of the informed ones that come out otherwise for that reason.</param>
/// <param name="Differences">Those that come out otherwise although the same is known: there must be none.</param>
public sealed record ReplayResult(int Replayed, int Informed, IReadOnlyList<ReplayDifference> Restated, IReadOnlyList<ReplayDifference> Differences);

/// <summary>
/// Computes kept scores again from the facts: by their own model version, at their own time, as far as it was known then. Nothing may
/// come out otherwise, unless history was imported since: then the number of what could be seen is another as well.
/// </summary>
public sealed class SnapshotReplay(Database database, string workspace)
{
    private readonly Dictionary<string, HealthModel?> _models = new(StringComparer.Ordinal);

    /// <param name="sample">How many accounts and days, taken by chance.</param>
    /// <exception cref="InvalidOperationException">A stored model no longer compiles.</exception>
    public async Task<ReplayResult> RunAsync(int sample, CancellationToken cancellationToken)
    {
        var replayed = new List<Replayed>();
        foreach (var kept in await database.Snapshots.SampleAsync(workspace, sample, cancellationToken))
        {
            replayed.AddRange(await OfAsync(kept, cancellationToken));
        }

        return new ReplayResult(
            replayed.Count,
            replayed.Count(r => r.IsInformed),
            [.. replayed.Where(r => r.IsInformed).Select(r => r.Difference).OfType<ReplayDifference>()],
            [.. replayed.Where(r => !r.IsInformed).Select(r => r.Difference).OfType<ReplayDifference>()]);
    }

    private async Task<IEnumerable<Replayed>> OfAsync(IReadOnlyList<ScoreSnapshot> kept, CancellationToken cancellationToken)
    {
        var (account, day) = (kept[0].AccountId, kept[0].Day);
        if (await ModelAsync(kept[0], cancellationToken) is not { } model)
        {
            return kept.Select(s => new Replayed(false, Difference(s, $"its model version is not kept")));
        }

        var history = await database.Facts.LoadAccountAsync(workspace, account, cancellationToken);
        var dated = history is null ? null : ScoreTimeline.Of(model, history, day, day).FirstOrDefault();
        var input = history is null ? (long?)null : new AccountInputs(new DayRange(day, day)).Of(history, day);
        var again = (dated is null ? [] : dated.Snapshots(input))
            .Concat(await RollupsAsync(model, kept, cancellationToken))
            .ToDictionary(s => s.Score, StringComparer.Ordinal);
        return kept.Select(s => again.TryGetValue(s.Score, out var other)
            ? new Replayed(IsOther(s.Input, other.Input), Compare(s, other))
            : new Replayed(IsOther(s.Input, input), Difference(s, "it is not scored")));
    }

    private static bool IsOther(long? kept, long? now) => kept is not null && kept != now;

    // Of relatives alone: the other accounts of the book do not count.
    private async Task<IEnumerable<ScoreSnapshot>> RollupsAsync(HealthModel model, IReadOnlyList<ScoreSnapshot> kept, CancellationToken cancellationToken)
    {
        if (kept.All(s => model.Scores.Any(score => score.Name == s.Score)))
        {
            return [];
        }

        var (account, day) = (kept[0].AccountId, kept[0].Day);
        var companies = await database.Facts.LoadCompaniesAsync(workspace, cancellationToken);
        var family = await database.Facts.LoadAccountsAsync(workspace, BookRollups.RelativesOf(account, companies.Accounts), cancellationToken);
        return BookRollups.Of(model, family, new DayRange(day, day), cancellationToken).Of(account, day) is { } rollups ? rollups.Snapshots() : [];
    }

    private async Task<HealthModel?> ModelAsync(ScoreSnapshot kept, CancellationToken cancellationToken)
    {
        if (!_models.TryGetValue(kept.ModelVersion, out var model))
        {
            model = await StoredModels.VersionAsync(database, workspace, kept.Model, kept.ModelVersion, cancellationToken);
            _models.Add(kept.ModelVersion, model);
        }

        return model;
    }

    private static ReplayDifference? Compare(ScoreSnapshot kept, ScoreSnapshot again)
    {
        var what = kept.Point != again.Point ? $"kept at {Text(kept.Point)}, now {Text(again.Point)}"
            : kept.Signals.FirstOrDefault(s => !again.Signals.Contains(s)) is { } signal
                ? $"{signal.Name} read {Text(signal)}, now {Text(again.Signals.FirstOrDefault(s => s.Name == signal.Name))}"
            : kept.Value != again.Value ? $"kept as {Text(kept.Value)}, now {Text(again.Value)}"
            : kept.Tier != again.Tier || kept.Severity != again.Severity ? $"kept as {kept.Tier}, now {again.Tier}"
            : kept.Trend != again.Trend ? $"kept as {kept.Trend}, now {again.Trend}"
            : kept.Coverage != again.Coverage ? $"coverage kept as {Text(kept.Coverage)}, now {Text(again.Coverage)}"
            : !kept.Dimensions.SequenceEqual(again.Dimensions) || !kept.Drivers.SequenceEqual(again.Drivers) || kept.Override != again.Override ? "the same for other reasons"
            : null;
        return what is null ? null : Difference(kept, what);
    }

    private static ReplayDifference Difference(ScoreSnapshot kept, string what) => new(kept.AccountId, kept.Day, kept.Score, kept.ModelVersion, what);

    private static string Text(PointInTime point) => $"{point.AsOf} (known by {point.KnownAt})";

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "nothing";

    private static string Text(SignalPoints? signal) => signal is null ? "nothing" : signal.Missing is { } reason ? $"{reason}" : Text(signal.Value);

    private sealed record Replayed(bool IsInformed, ReplayDifference? Difference);
}
