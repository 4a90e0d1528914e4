using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Calendar = Mainstay.Core.Facts.Calendar;

namespace Mainstay.Core.Scores.Overrides;

/// <summary>The overrides of an account that are valid at a point in time, and those that would be but for a mistake.</summary>
/// <param name="ByScore">One per score of the model, in its order; null where the model's own result stands.</param>
/// <param name="Rejected">In the order of their ids.</param>
public sealed record OverrideSheet(ImmutableArray<ScoreOverride?> ByScore, ImmutableArray<RejectedOverride> Rejected)
{
    private const string Override = "override";

    private static readonly FactKind Kind = FactKinds.Assessments;

    /// <summary>Of several valid overrides of a score the one given last counts; of those given at the same instant the one with the greatest id.</summary>
    /// <param name="segment">The one that the account is in: its tiers are those that an override can name. Null in a model without.</param>
    public static OverrideSheet At(HealthModel model, Segment? segment, AccountHistory history, PointInTime point)
    {
        var byScore = new ScoreOverride?[model.Scores.Length];
        if (!HasAny(history))
        {
            return new OverrideSheet([.. byScore], []);
        }

        var rejected = ImmutableArray.CreateBuilder<RejectedOverride>();
        foreach (var fact in history.Visible(Kind, point).Where(IsOverride).OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            var (given, index, mistake) = Read(model, segment?.Scores ?? model.Scores, history.Calendar, fact);
            if (given.GivenAt > point.AsOf || given.EndsAt <= point.AsOf)
            {
                continue;
            }

            if (mistake is not null)
            {
                rejected.Add(new RejectedOverride(given.Id, given.Author.Length > 0 ? given.Author : null, mistake));
            }
            else if (byScore[index] is not { } rival || IsLater(given, rival))
            {
                byScore[index] = given;
            }
        }

        return new OverrideSheet([.. byScore], rejected.ToImmutable());
    }

    /// <summary>Whether any version of any assessment, seen or not, is an override: most accounts never have one.</summary>
    public static bool HasAny(AccountHistory history)
    {
        var (columns, start, count) = history[Kind];
        for (var row = start; row < start + count; row++)
        {
            if (columns.RawValue(Kind["type"], row).Text == Override)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOverride(VisibleFact fact) => fact.Text(Kind["type"]) == Override;

    // They come in the order of their ids, so that of equal instants the later one wins.
    private static bool IsLater(ScoreOverride given, ScoreOverride rival) => (given.GivenAt ?? Instant.MinValue) >= (rival.GivenAt ?? Instant.MinValue);

    private static (ScoreOverride Given, int Score, string? Mistake) Read(
        HealthModel model, ImmutableArray<ScoreDefinition> scores, Calendar calendar, VisibleFact fact)
    {
        var name = fact.Text(Kind["score"]) is { Length: > 0 } written ? written : model.Primary.Name;
        var index = model.Scores.ToList().FindIndex(s => s.Name == name);
        var (ends, givenAt) = (fact.Time(Kind["expires_at"]), fact.Time(Kind["given_at"]) ?? (fact.At == Instant.MinValue ? null : fact.At));
        var isReversed = ends <= givenAt;
        var endsAt = ends is { } own && !isReversed ? own
            : givenAt is { } from ? calendar.DaysBefore(from, -model.Overrides.ExpiresDays)
            : Instant.MaxValue;
        var given = new ScoreOverride
        {
            Id = fact.Id ?? "",
            Score = name,
            Author = fact.Text(Kind["author"])?.Trim() ?? "",
            Reason = fact.Text(Kind["note"])?.Trim() ?? "",
            Value = fact.Number(Kind["value"]),
            Tier = fact.Text(Kind["word"]) is { Length: > 0 } tier ? tier : null,
            GivenAt = givenAt,
            EndsAt = endsAt,
            EndsOn = calendar.DateOf(endsAt),
        };
        return (given, index, Mistake(model, given, index < 0 ? null : scores[index], isReversed, hasNoTime: givenAt is null && ends is null));
    }

    private static string? Mistake(HealthModel model, ScoreOverride given, ScoreDefinition? score, bool isReversed, bool hasNoTime) => given switch
    {
        _ when model.Overrides.Scores.IsEmpty => "the model allows no overrides",
        _ when score is null => $"there is no score '{given.Score}'",
        _ when !model.Overrides.Scores.Contains(score.Name, StringComparer.Ordinal) => $"the model allows no override of {score.Name}",
        { Author: "" } => "it names no author",
        { Reason: "" } => "it gives no reason",
        { Value: null, Tier: null } => "it gives neither a value nor a tier",
        { Value: not (null or (>= 0 and <= 100)) } => string.Create(CultureInfo.InvariantCulture, $"{given.Value} is not from 0 to 100"),
        { Tier: { } tier } when score.Tiers.Find(tier) is null => $"there is no tier '{tier}'; {score.Name} has {string.Join(", ", score.Tiers.Tiers.Select(t => t.Name))}",
        { Tier: { } tier, Value: { } value } when score.Tiers.Of(value).Name != tier =>
            string.Create(CultureInfo.InvariantCulture, $"{value} is {score.Tiers.Of(value).Name}, not {tier}"),
        _ when isReversed => "it ends before it was given",
        _ when hasNoTime => "it says neither when it was given nor when it ends",
        _ => null,
    };
}
