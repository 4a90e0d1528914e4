using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Backtests;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Backtests;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime;
using Mainstay.Runtime.Calibration;
using Mainstay.Runtime.Models;
using Mainstay.Web.Lookback;

namespace Mainstay.Cli.WhatIfs;

/// <summary><c>mainstay whatif</c>: what would change for whom if another model were published, before it is.</summary>
public static class WhatIfCommand
{
    public static Command Create()
    {
        var (options, output, asOf) = (new ObservationOptions(), new OutputOptions(), Options.AsOf());
        asOf.Description = "The day both models score [default: the last that the book tells of]";
        var against = Options.Text("--against", "FILE", "The model in use (YAML) [default: the active one of the database]");
        var playbooks = Options.Text("--playbooks", "FILE", "Playbooks (YAML) that decide by both [default: the active ones of the database]");
        var seed = BacktestCommand.Seed();
        var command = options.AddTo(new Command("whatif", "Tells what another model would change: tiers, revenue, tasks, and its backtest"));
        foreach (var option in (Option[])[against, playbooks, asOf, seed])
        {
            command.Add(option);
        }

        output.AddTo(command).SetAction(async (parsed, cancellationToken) =>
        {
            await output.TellAsync(parsed, () => FindAsync(parsed), PrintAsync, LookbackRenderer.WriteAsync, cancellationToken);
            return MainstayCommand.Ok;

            async Task<WhatIfFindings> FindAsync(ParseResult parsed)
            {
                var errors = parsed.InvocationConfiguration.Error;
                var active = await ActiveModelInput.ReadAsync(options, parsed, parsed.GetValue(against), parsed.GetValue(playbooks), errors, cancellationToken);
                var book = await options.ReadAsync(parsed, cancellationToken);
                var day = parsed.GetValue(asOf) is { } text ? Days.Parse("--as-of", text) : book.Accounts[0].Calendar.DateOf(book.Plan.ObservedUntil);
                var whatIf = BookWhatIf.Of(
                    (active.Model, active.PlaybooksFor(active.Model)), (book.Model, active.PlaybooksFor(book.Model)), book.Accounts, day, cancellationToken);
                var before = BookObserving.Observe(active.Model, book.Accounts, book.Plan, cancellationToken);
                var after = book.Observe(cancellationToken);
                var backtest = BacktestStudy.Of(before, after, parsed.GetValue(seed));
                return new WhatIfFindings(whatIf, active.PlaybookText is not null, backtest is null ? null : new BacktestFindings(before, after, backtest));
            }
        });
        return command;
    }

    private static async Task PrintAsync(string format, WhatIfFindings findings, TextWriter writer)
    {
        if (format == "json")
        {
            await writer.WriteAsync(JsonSerializer.Serialize(WhatIfJson.Of(findings), WhatIfJsonContext.Default.WhatIfJson) + "\n");
        }
        else
        {
            WhatIfText.Write(Terminal.On(writer), findings);
        }
    }
}

/// <summary>The model in use and its playbooks: from files, or the active ones of the database.</summary>
internal sealed record ActiveModelInput(HealthModel Model, string? PlaybookText)
{
    /// <summary>The playbooks as another model reads them.</summary>
    /// <exception cref="UserException">They name scores or tiers that it does not have.</exception>
    public ImmutablePlaybooks PlaybooksFor(HealthModel model)
    {
        if (PlaybookText is null)
        {
            return ImmutablePlaybooks.None;
        }

        var compiled = ModelFile.CompilePlaybooks(PlaybookText, model);
        return compiled.Value ?? throw new UserException(
            $"The playbooks do not fit {model.Name} {model.Version}: {string.Join(' ', compiled.Findings)} Name others with --playbooks.");
    }

    public static async Task<ActiveModelInput> ReadAsync(
        ObservationOptions options, ParseResult parsed, string? model, string? playbooks, TextWriter errors, CancellationToken cancellationToken)
    {
        var stored = model is null || playbooks is null ? await options.ActiveModelAsync(parsed, cancellationToken) : null;
        var yaml = model is not null ? await ModelInput.ReadTextAsync(model, "model", cancellationToken) : stored?.Model.Yaml
            ?? throw new UserException("No model is active there: say which one is in use with --against FILE.");
        var compiled = ModelFile.CompileModel(yaml);
        await Findings.TellAsync(model ?? "the active model", compiled.Findings, isUsable: compiled.Value is not null, errors);
        return new ActiveModelInput(
            compiled.Value!,
            playbooks is not null ? await ModelInput.ReadTextAsync(playbooks, "playbook", cancellationToken) : model is null ? stored!.PlaybookYaml : null);
    }
}
