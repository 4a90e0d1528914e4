using System.Globalization;
using Mainstay.Core.Facts;
using Spectre.Console;

namespace Mainstay.Cli.Compare;

/// <summary>A comparison for the terminal: how far the two agree, where they do not and why, and who told churn better.</summary>
public static class ComparisonText
{
    private const int MostDisagreements = 10;

    public static void Write(IAnsiConsole console, Comparison comparison)
    {
        console.WriteLine(Told($"{comparison.Model.Name} {comparison.Model.Version} beside {comparison.Baseline}, as of {comparison.Day:yyyy-MM-dd}"));
        console.WriteLine(Told($"{comparison.Accounts.Length:#,0} accounts have both scores, {comparison.OnlyOurs:#,0} only ours, {comparison.OnlyTheirs:#,0} only theirs."));
        if (comparison.Doubt is { } doubt)
        {
            console.WriteLine($"warning: {doubt}");
        }

        if (comparison.Accounts.IsEmpty)
        {
            return;
        }

        var mean = comparison.Accounts.Average(a => a.Difference);
        var rank = comparison.RankCorrelation is { } rho ? Told($"rank correlation (Spearman) {rho:0.00}") : "no rank correlation: one side never differs";
        console.WriteLine(Told($"Ours is {Math.Abs(mean):0.0} points {(mean < 0 ? "lower" : "higher")} on average; {rank}."));
        WriteTiers(console, comparison);
        WriteDisagreements(console, comparison);
        console.WriteLine();
        console.WriteLine(Churn(comparison));
    }

    private static void WriteTiers(IAnsiConsole console, Comparison comparison)
    {
        var table = new Table().SimpleBorder();
        table.AddColumn("theirs \\ ours");
        foreach (var tier in comparison.OurTiers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(tier)).RightAligned());
        }

        foreach (var from in comparison.TheirTiers)
        {
            table.AddRow([Markup.Escape(from), .. comparison.OurTiers.Select(to => comparison.Moved(from, to).ToString("#,0", CultureInfo.InvariantCulture))]);
        }

        console.Write(table);
    }

    private static void WriteDisagreements(IAnsiConsole console, Comparison comparison)
    {
        var table = new Table().SimpleBorder();
        table.AddColumn("account");
        foreach (var column in (string[])["theirs", "of", "ours", "difference"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumns("tier", "why");
        foreach (var account in comparison.Disagreements.Take(MostDisagreements))
        {
            table.AddRow(
                Markup.Escape(account.Company.Name),
                Told($"{account.Theirs.Score:0.0}"),
                account.Theirs.At == Instant.MinValue ? "" : Told($"{account.Theirs.At.ToDateTimeOffset():yyyy-MM-dd}"),
                Told($"{account.Value:0.0}"),
                Told($"{account.Difference:+0.0;−0.0;0.0}"),
                Markup.Escape($"{account.TheirTier} → {account.Ours.Tier.Name}"),
                Markup.Escape(account.Why));
        }

        console.Write(table);
    }

    private static string Churn(Comparison comparison)
    {
        if (comparison.NoOutcomes is { } why)
        {
            return why;
        }

        var who = Told($"{comparison.Churned:#,0} of them churned within {comparison.Horizon} days, {comparison.Stayed:#,0} stayed");
        return comparison.Separation is not { } separation
            ? $"{who}: too few to say who told it better, at least {Separation.Fewest} of each are needed."
            : Told($"{who}. AUC ours {separation.Ours:0.000}, theirs {separation.Theirs:0.000}, difference {separation.Difference:+0.000;−0.000;0.000} (95 % between {separation.Low:+0.000;−0.000;0.000} and {separation.High:+0.000;−0.000;0.000}): {Verdict(separation)}.");
    }

    private static string Verdict(Separation separation) =>
        separation.Low > 0 ? "ours separates them better"
        : separation.High < 0 ? "theirs separates them better"
        : "no difference that so many accounts can show";

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
