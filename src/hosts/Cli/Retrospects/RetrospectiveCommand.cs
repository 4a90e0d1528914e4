using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Runtime.Calibration;
using Mainstay.Web.Lookback;

namespace Mainstay.Cli.Retrospects;

/// <summary><c>mainstay retrospective</c>: what the score said before customers left, and what its tiers were worth.</summary>
public static class RetrospectiveCommand
{
    public static Command Create()
    {
        var (options, output) = (new ObservationOptions(), new OutputOptions());
        var command = options.AddTo(new Command("retrospective", "Holds past scores against who left, who stayed and who grew"));
        output.AddTo(command).SetAction(async (parsed, cancellationToken) =>
        {
            await output.TellAsync(parsed, () => LookBackAsync(parsed, options, cancellationToken), PrintAsync, LookbackRenderer.WriteAsync, cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static async Task<Retrospective> LookBackAsync(ParseResult parsed, ObservationOptions options, CancellationToken cancellationToken)
    {
        var book = await options.ReadAsync(parsed, cancellationToken);
        return BookRetrospective.Of(book.Model, book.Accounts, book.Plan, cancellationToken);
    }

    private static async Task PrintAsync(string format, Retrospective retrospective, TextWriter writer)
    {
        if (format == "json")
        {
            await writer.WriteAsync(JsonSerializer.Serialize(RetrospectiveJson.Of(retrospective), RetrospectiveJsonContext.Default.RetrospectiveJson) + "\n");
        }
        else
        {
            RetrospectiveText.Write(Terminal.On(writer), retrospective);
        }
    }
}
