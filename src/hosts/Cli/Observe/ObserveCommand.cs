using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Web.Lookback;

namespace Mainstay.Cli.Observe;

/// <summary><c>mainstay observe</c>: what accounts were like on past days, and what became of them after.</summary>
public static class ObserveCommand
{
    public static Command Create()
    {
        var (options, output) = (new ObservationOptions(), new OutputOptions("What is printed; csv and json are a row per account and day", "text", "csv", "json"));
        var command = options.AddTo(new Command("observe", "Tells what accounts were like on past days and which churned after"));
        output.AddTo(command).SetAction(async (parsed, cancellationToken) =>
        {
            await output.TellAsync(
                parsed, async () => (await options.ReadAsync(parsed, cancellationToken)).Observe(cancellationToken), PrintAsync, LookbackRenderer.WriteAsync, cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Task PrintAsync(string format, ObservationSet set, TextWriter writer)
    {
        switch (format)
        {
            case "csv":
                return ObservationCsv.WriteAsync(set, writer);
            case "json":
                return ObservationJson.WriteAsync(set, writer);
            default:
                ObservationText.Write(Terminal.On(writer), set);
                return Task.CompletedTask;
        }
    }
}
