using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Runtime.Calibration;
using Mainstay.Runtime.Watching;

namespace Mainstay.Cli.Watching;

/// <summary><c>mainstay drift</c>: whether a model still looks at the world that it was judged by. Made for a timer: exit code 1 asks for a look.</summary>
public static class DriftCommand
{
    private const int AsksForALook = 1;

    public static Command Create()
    {
        var (options, output, asOf) = (new ObservationOptions(), Options.Out(), Options.AsOf());
        asOf.Description = "The day that is looked at [default: the last that the book tells of]";
        var calibrated = Options.Text("--calibrated", "DATE", "When the model was last calibrated [default: what the model says itself]");
        var format = Options.Choice("--format", "What is printed", "text", "json");
        var command = options.AddTo(new Command("drift", "Tells how far signals, churn and calibration have moved; exit code 1 asks for a look"));
        foreach (var option in (Option[])[asOf, calibrated, format, output])
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            var book = await options.ReadAsync(parsed, cancellationToken);
            var drift = BookDrift.Of(
                book,
                parsed.GetValue(asOf) is { } day ? Days.Parse("--as-of", day) : null,
                parsed.GetValue(calibrated) is { } date ? Days.Parse("--calibrated", date) : null,
                await PublishedAsync(options, parsed, book, cancellationToken),
                cancellationToken);
            if (parsed.GetRequiredValue(format) == "json")
            {
                await target.Writer.WriteAsync(DriftReport.Of(drift).ToJson() + "\n");
            }
            else
            {
                DriftText.Write(Terminal.On(target.Writer), drift);
            }

            await target.CommitAsync(cancellationToken);
            return drift.Warnings.Any() ? AsksForALook : MainstayCommand.Ok;
        });
        return command;
    }

    // Another model than the active one has not been published there.
    private static async Task<DateOnly?> PublishedAsync(ObservationOptions options, ParseResult parsed, ObservedBook book, CancellationToken cancellationToken) =>
        await options.ActiveModelAsync(parsed, cancellationToken) is { Model: var model } && model.Version == book.Model.Version
            ? DateOnly.FromDateTime(model.PublishedAt.UtcDateTime)
            : null;
}
