using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Score;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Ledger;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime;
using Mainstay.Runtime.Explaining;
using Mainstay.Runtime.Scoring;
using Spectre.Console;

namespace Mainstay.Cli.Explain;

/// <summary><c>mainstay explain</c>: why an account has its score, down to the facts.</summary>
public static class ExplainCommand
{
    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        var (model, account, asOf) = (Options.Model(), Options.Account(), Options.AsOf());
        (account.Required, asOf.Required) = (true, true);
        account.Description = "The account to explain";
        var sinceOption = Options.Text("--since", "DATE", "Also account for the change of each score since this day");
        var format = Options.Choice("--format", "What is printed", "text", "json");

        var command = new Command("explain", "Says why an account has its score") { account, model, asOf, sinceOption, data, mapping, database, workspace, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var day = Days.Parse("--as-of", parsed.GetRequiredValue(asOf)!);
            var since = parsed.GetValue(sinceOption) is { } text ? Days.Parse("--since", text) : (DateOnly?)null;
            if (since >= day)
            {
                throw new UserException($"--since ({since:yyyy-MM-dd}) must lie before --as-of ({day:yyyy-MM-dd}).");
            }

            var id = parsed.GetRequiredValue(account)!;
            var (compiled, _) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model)!, errors, cancellationToken);
            await using var input = await BookInput.OpenAsync(
                parsed.GetValue(data), parsed.GetValue(mapping), parsed.GetValue(database), parsed.GetValue(workspace), errors, cancellationToken);
            var history = (await input.LoadAsync(id, cancellationToken))[0];
            var family = await RollupInput.ReadAsync(input, compiled, [history], new DayRange(since ?? day, day), errors, cancellationToken);
            var (rollups, before) = (family.Of(id, day), since is { } start ? family.Of(id, start) : null);
            var rollupLedgers = rollups is not null && before is not null ? RollupLedger.Between(before, rollups) : [];
            var isJson = parsed.GetValue(format) == "json";
            var isScored = rollups is null || !IsNotScored(compiled, history, day);
            var uncompared = rollups is null || since is null ? [] : Uncompared(compiled, history, isScored, before, since.Value);
            if (rollups is not null && !isScored)
            {
                await WriteAsync(rollups, rollupLedgers, uncompared, since, isJson, output);
                return input.ExitCode;
            }

            var dated = Scored(compiled, history, day);
            var ledgers = since is { } earlier && await ShownByAsync(input, compiled, id, earlier, cancellationToken) is var shownBy && (rollups is null || !IsNotScored(shownBy, history, earlier))
                ? Ledgers(Scored(shownBy, history, earlier), dated, history)
                : [];
            if (isJson)
            {
                var lines = since is { } first ? ledgers.Select(l => LedgerJson.Of(l, first)).Concat(rollupLedgers.Select(l => LedgerJson.Of(l, first))).ToArray() : null;
                await output.WriteLineAsync(JsonSerializer.Serialize(ReportJson.Of(dated, lines, rollups), ReportJsonContext.Default.ReportJson));
                return input.ExitCode;
            }

            var console = Terminal.On(output);
            ExplainText.Write(console, CompanyProfile.At(history, dated.Report.Point), history, dated);
            if (rollups is not null)
            {
                RollupText.Write(console, rollups);
            }

            foreach (var ledger in ledgers)
            {
                LedgerText.Write(console, ledger, since!.Value, day);
            }

            foreach (var ledger in rollupLedgers)
            {
                LedgerText.Write(console, ledger, since!.Value, day);
            }

            WriteNotes(console, uncompared);
            return input.ExitCode;
        });
        return command;
    }

    // What was shown on the earlier day, if anything was, is what has changed.
    private static async Task<HealthModel> ShownByAsync(BookInput input, HealthModel model, string account, DateOnly day, CancellationToken cancellationToken) =>
        input is BookInput.WorkspaceBook book && await new AccountExplainer(book.Database).ShownByAsync(book.Workspace, account, day, cancellationToken) is { } kept && kept.Name == model.Name
            ? kept
            : model;

    // A holding without a contract of its own is not scored, but the accounts below it are.
    private static bool IsNotScored(HealthModel model, AccountHistory history, DateOnly day) => !ScoreTimeline.Of(model, history, day, day).Any();

    // What a parent was not on the earlier day is no reason to say nothing of the rest.
    private static ImmutableArray<string> Uncompared(HealthModel model, AccountHistory history, bool isScored, DatedRollups? before, DateOnly since)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (isScored && IsNotScored(model, history, since))
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{history.AccountId} was not scored itself on {since:yyyy-MM-dd}: its own scores have nothing to be compared with."));
        }

        if (before is null)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"No account below {history.AccountId} was scored on {since:yyyy-MM-dd}: its roll-ups have nothing to be compared with."));
        }

        return notes.ToImmutable();
    }

    private static void WriteNotes(IAnsiConsole console, ImmutableArray<string> notes)
    {
        foreach (var note in notes)
        {
            console.WriteLine();
            console.WriteLine(note);
        }
    }

    private static async Task WriteAsync(
        DatedRollups rollups, ImmutableArray<RollupLedger> ledgers, ImmutableArray<string> uncompared, DateOnly? since, bool isJson, TextWriter output)
    {
        if (isJson)
        {
            var lines = since is { } first ? ledgers.Select(l => LedgerJson.Of(l, first)).ToArray() : null;
            await output.WriteLineAsync(JsonSerializer.Serialize(ReportJson.Of(rollups, lines), ReportJsonContext.Default.ReportJson));
            return;
        }

        var console = Terminal.On(output);
        console.WriteLine($"{rollups.AccountId} as of {rollups.Day:yyyy-MM-dd} is not scored itself; the accounts below it are.");
        RollupText.Write(console, rollups);
        foreach (var ledger in ledgers)
        {
            LedgerText.Write(console, ledger, since!.Value, rollups.Day);
        }

        WriteNotes(console, uncompared);
    }

    private static DatedReport Scored(HealthModel model, AccountHistory history, DateOnly day) =>
        ScoreTimeline.Of(model, history, day, day).FirstOrDefault()
        ?? throw new UserException(
            $"{history.AccountId} is not scored on {day:yyyy-MM-dd}: the model scores accounts with {string.Join(" and ", model.Eligible.Select(e => e.Describe()))}.");

    private static ImmutableArray<ChangeLedger> Ledgers(DatedReport from, DatedReport to, AccountHistory history) =>
        [.. to.Report.Scores.Select(s => ChangeLedger.Between(from.Report, to.Report, s.Definition.Name, history)).OfType<ChangeLedger>()];
}
