using System.CommandLine;
using Mainstay.Cli.Inputs;

namespace Mainstay.Cli.Observe;

/// <summary><c>mainstay observe</c>: what accounts were like on past days, and what became of them after.</summary>
public static class ObserveCommand
{
    public static Command Create()
    {
        var (options, output) = (new ObservationOptions(), Options.Out());
        var format = Options.Choice("--format", "What is printed; csv and json are a row per account and day", "text", "csv", "json");
        var command = options.AddTo(new Command("observe", "Tells what accounts were like on past days and which churned after"));
        command.Add(format);
        command.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            var book = await options.ReadAsync(parsed, cancellationToken);
            var set = book.Observe(cancellationToken);
            switch (parsed.GetRequiredValue(format))
            {
                case "csv":
                    await ObservationCsv.WriteAsync(set, target.Writer);
                    break;
                case "json":
                    await ObservationJson.WriteAsync(set, target.Writer);
                    break;
                default:
                    ObservationText.Write(Terminal.On(target.Writer), set);
                    break;
            }

            await target.CommitAsync(cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }
}
