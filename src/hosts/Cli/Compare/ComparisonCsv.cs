using System.Globalization;
using Mainstay.Cli.Score;

namespace Mainstay.Cli.Compare;

/// <summary>One row per account that both have a score for, in ordinal order; numbers are unrounded.</summary>
public static class ComparisonCsv
{
    public const string Header = "account_id,as_of,ours,our_tier,baseline,theirs,their_score,their_tier,their_date,difference,churned";

    public static string Row(Comparison comparison, ComparedAccount account) => string.Join(',',
    [
        ScoreCsv.Cell(account.Company.AccountId),
        comparison.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Number(account.Value),
        ScoreCsv.Cell(account.Ours.Tier.Name),
        ScoreCsv.Cell(account.Theirs.System),
        Number(account.Theirs.Score),
        Number(account.Theirs.Raw),
        ScoreCsv.Cell(account.TheirTier),
        account.Theirs.At == Core.Facts.Instant.MinValue ? "" : account.Theirs.At.ToString(),
        Number(account.Difference),
        account.HasChurned switch { true => "true", false => "false", null => "" },
    ]);

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
