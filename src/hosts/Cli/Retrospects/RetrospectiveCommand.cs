using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Runtime.Calibration;
using Mainstay.Web.Lookback;

namespace Mainstay.Cli.Retrospects;

/// <summary><c>mainstay retrospective</c>: what the score said before customers left, and what its tiers were worth.</summary>
public static class RetrospectiveCommand
{
    public static Command Create()
    {
        var (options, output) = (new ObservationOptions(), Options.Out());
        var format = Options.Choice("--format", "What is printed", "text", "json");
        var report = Options.Text("--report", "FILE", "Also write a self-contained page with plots (HTML)");
        var command = options.AddTo(new Command("retrospective", "Holds past scores against who left, who stayed and who grew"));
        command.Add(format);
        command.Add(report);
        command.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            await using var page = parsed.GetValue(report) is { } path ? OutputFile.Open(path, TextWriter.Null) : null;
            var book = await options.ReadAsync(parsed, cancellationToken);
            var retrospective = BookRetrospective.Of(book.Model, book.Accounts, book.Plan, cancellationToken);
            if (parsed.GetRequiredValue(format) == "json")
            {
                await target.Writer.WriteAsync(JsonSerializer.Serialize(RetrospectiveJson.Of(retrospective), RetrospectiveJsonContext.Default.RetrospectiveJson) + "\n");
            }
            else
            {
                RetrospectiveText.Write(Terminal.On(target.Writer), retrospective);
            }

            if (page is not null)
            {
                await LookbackRenderer.WriteAsync(retrospective, page.Writer);
                await page.CommitAsync(cancellationToken);
            }

            await target.CommitAsync(cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }
}
