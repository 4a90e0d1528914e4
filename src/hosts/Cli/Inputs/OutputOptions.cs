using System.CommandLine;

namespace Mainstay.Cli.Inputs;

/// <summary>The options that say how a command tells what it found: in words or as data, where to, and as a page with plots beside it.</summary>
public sealed class OutputOptions
{
    private readonly Option<string> _format;
    private readonly Option<string?> _report = Options.Report();
    private readonly Option<string?> _out = Options.Out();

    /// <param name="description">What help says of the formats.</param>
    /// <param name="formats">The first is the default.</param>
    public OutputOptions(string description = "What is printed", params string[] formats) =>
        _format = Options.Choice("--format", description, formats is [] ? ["text", "json"] : formats);

    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[_format, _report, _out])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>Finds something and tells it. What cannot be written is said before anything is sought.</summary>
    /// <param name="print">By the format that was asked for.</param>
    /// <param name="page">Only where a page was asked for.</param>
    public async Task<T> TellAsync<T>(
        ParseResult parsed, Func<Task<T>> find, Func<string, T, TextWriter, Task> print, Func<T, TextWriter, Task> page, CancellationToken cancellationToken)
    {
        await using var target = OutputFile.Open(parsed.GetValue(_out), parsed.InvocationConfiguration.Output);
        await using var report = parsed.GetValue(_report) is { } path ? OutputFile.Open(path, TextWriter.Null) : null;
        var found = await find();
        await print(parsed.GetRequiredValue(_format), found, target.Writer);
        if (report is not null)
        {
            await page(found, report.Writer);
            await report.CommitAsync(cancellationToken);
        }

        await target.CommitAsync(cancellationToken);
        return found;
    }
}
