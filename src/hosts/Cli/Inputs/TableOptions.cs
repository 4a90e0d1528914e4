using System.CommandLine;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Runtime;
using Mainstay.Sources.Tables;

namespace Mainstay.Cli.Inputs;

/// <summary>The options that name a file with one row per customer and say what its columns are.</summary>
public sealed class TableOptions
{
    private readonly Option<string?> _table = Options.Text("--table", "FILE", "Table with one row per customer (CSV, plain or .gz), instead of facts");
    private readonly Option<string?> _outcome = Options.Text("--outcome", "COL=WORD", "Its column that says how it ended, and what stands there for churn");
    private readonly Option<string?> _id = Options.Text("--id", "COL", "Its column with the customer's id");
    private readonly Option<string?> _group = Options.Text("--group", "COL", "Its column with what belongs together, such as the parent");
    private readonly Option<string?> _exclude = Options.Text("--exclude", "COL,…", "Columns to leave out");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_table, _outcome, _id, _group, _exclude])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a table is named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_table) is not null;

    /// <summary>The file of the table and what is asked of it.</summary>
    /// <exception cref="UserException">Its outcome is not said.</exception>
    public (string File, TableQuestion Question) Question(ParseResult parsed)
    {
        var outcome = (parsed.GetValue(_outcome) ?? throw new UserException($"{_table.Name} needs {_outcome.Name}: say which column tells churn, such as --outcome churn=Yes.")).Split('=', 2);
        return (parsed.GetValue(_table)!, new TableQuestion
        {
            OutcomeColumn = outcome[0],
            OutcomeValue = outcome is [_, var value] ? value : null,
            IdColumn = parsed.GetValue(_id),
            GroupColumn = parsed.GetValue(_group),
            Excluded = parsed.GetValue(_exclude)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        });
    }

    /// <summary>Reads the table; what is dropped from it and what is wrong with rows is told on the error stream.</summary>
    /// <exception cref="UserException">The table is of no use; the message holds all mistakes.</exception>
    public Task<Observations> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (file, question) = Question(parsed);
        return ReadAsync(file, question, parsed.InvocationConfiguration.Error, cancellationToken);
    }

    /// <summary>Reads a table as <see cref="ReadAsync(ParseResult, CancellationToken)"/> does.</summary>
    /// <exception cref="UserException">The table is of no use; the message holds all mistakes.</exception>
    public static async Task<Observations> ReadAsync(string file, TableQuestion question, TextWriter errors, CancellationToken cancellationToken)
    {
        var result = await TableFile.ReadAsync(file, question, cancellationToken);
        foreach (var dropped in result.Dropped)
        {
            await errors.WriteLineAsync($"left out: {dropped.Name}: {dropped.Reason}.");
        }

        foreach (var rejected in result.Rejected)
        {
            await errors.WriteLineAsync($"warning: {rejected}");
        }

        return result.Table ?? throw new UserException(string.Join(Environment.NewLine, result.Errors));
    }
}
