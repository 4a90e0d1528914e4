using System.Collections.Immutable;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Score;

/// <summary>The roll-ups of the accounts that are printed: of the whole book they belong to, however few are asked for.</summary>
public static class RollupInput
{
    /// <param name="asked">The accounts that are printed.</param>
    public static async Task<BookRollups> ReadAsync(
        BookInput input, HealthModel model, ImmutableArray<AccountHistory> asked, DayRange days, TextWriter errors, CancellationToken cancellationToken)
    {
        if (model.Rollups.IsEmpty)
        {
            return BookRollups.None;
        }

        var book = asked is [_] ? await input.LoadAsync(account: null, cancellationToken) : asked;
        var rollups = BookRollups.Of(model, book, days, cancellationToken);
        await TellAsync(rollups.Findings, errors);
        return rollups;
    }

    /// <summary>What is wrong with the parents that accounts name, a line each.</summary>
    public static async Task TellAsync(ImmutableArray<RollupFinding> findings, TextWriter errors)
    {
        foreach (var finding in findings)
        {
            await errors.WriteLineAsync($"Roll-ups: {finding}");
        }
    }
}
