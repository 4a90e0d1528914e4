using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Facts;
using Mainstay.Runtime;
using Mainstay.Runtime.Calibration;
using Mainstay.Runtime.Scoring;
using Mainstay.Store.Models;
using Mainstay.Store.Tasks;
using Mainstay.Store.Teams;

namespace Mainstay.Cli.Observe;

/// <summary>The options of all commands that look back from outcomes, and what they give.</summary>
public sealed class ObservationOptions
{
    private const int MostDays = 3660;

    private static readonly ObservationQuestion Usual = new();

    private readonly Option<string?> _model = Options.Model();
    private readonly Option<string?> _data = Options.Data();
    private readonly Option<string?> _mapping = Options.Mapping();
    private readonly Option<string?> _database = Options.Database();
    private readonly Option<string?> _workspace = Options.Workspace();
    private readonly Option<string?> _from = Options.Text("--from", "DATE", "First asOf day [default: a year of days before the last]");
    private readonly Option<string?> _to = Options.Text("--to", "DATE", "Last asOf day (included) [default: the last whose horizon is observed]");
    private readonly Option<string> _every = Options.Choice("--every", "Step from one asOf day to the next", "month", "week", "day");
    private readonly Option<string?> _lead = Options.Text("--lead", "DAYS", "Days after an asOf day that are too late to act in [default: 14d]");
    private readonly Option<string?> _horizon = Options.Text("--horizon", "DAYS", "Days after them within which churn counts [default: 90d]");
    private readonly Option<string?> _tenure = Options.Text("--min-tenure", "DAYS", "Days an account must have been a customer [default: 90d]");
    private readonly Option<string?> _churn = Options.Text("--churn", "RULE", "What churn is: outcomes, unrenewed:30d, revenue:100%, silence:90d[:KIND] [default: outcomes]");

    private Option[] All => [_model, _data, _mapping, _database, _workspace, _from, _to, _every, _lead, _horizon, _tenure, _churn];

    /// <summary>Adds the options to a command, in the order in which help tells them.</summary>
    /// <param name="isModelRequired">Whether the command does nothing without a model.</param>
    public Command AddTo(Command command, bool isModelRequired = true)
    {
        _model.Required = isModelRequired;
        foreach (var option in All)
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>The name of an option that was given; null when none was.</summary>
    public string? IsAnyGiven(ParseResult parsed) => All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>Reads the model and the book and makes the plan.</summary>
    /// <exception cref="UserException">Something that was given cannot be used.</exception>
    public async Task<ObservedBook> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var question = new ObservationQuestion
        {
            LeadDays = DaysOf(parsed, _lead, 0, Usual.LeadDays),
            HorizonDays = DaysOf(parsed, _horizon, 1, Usual.HorizonDays),
            MinimumTenureDays = DaysOf(parsed, _tenure, 0, Usual.MinimumTenureDays),
            Churn = parsed.GetValue(_churn) is { } rule ? ChurnRuleText.Parse(_churn.Name, rule) : Usual.Churn,
            From = DayOf(parsed, _from),
            To = DayOf(parsed, _to),
            Every = Enum.Parse<Every>(parsed.GetRequiredValue(_every), ignoreCase: true),
        };
        var file = parsed.GetValue(_model) ?? throw new UserException($"{_model.Name} is needed: name the health model (YAML) that is looked at.");
        var (model, text) = await ModelInput.ReadAsync(file, errors, cancellationToken);
        await using var input = await BookInput.OpenAsync(
            parsed.GetValue(_data), parsed.GetValue(_mapping), parsed.GetValue(_database), parsed.GetValue(_workspace), errors, cancellationToken);
        var book = await input.LoadAsync(account: null, cancellationToken);
        return new ObservedBook(model, book, question.PlanFor(book, Instant.Of(TimeProvider.System.GetUtcNow()))) { ModelText = text };
    }

    /// <summary>The model in use and its playbooks, of the database that is named; null with files, or where none is active.</summary>
    /// <exception cref="UserException">There is no such database or workspace.</exception>
    public async Task<ActiveModel?> ActiveModelAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_data) is not null)
        {
            return null;
        }

        await using var book = await BookInput.WorkspaceBook.OpenAsync(parsed.GetValue(_database), parsed.GetValue(_workspace), create: false, cancellationToken);
        return await book.Database.Models.ActiveAsync(book.Workspace, cancellationToken);
    }

    /// <summary>All tasks of the database that is named; none with files.</summary>
    /// <exception cref="UserException">There is no such database or workspace.</exception>
    public async Task<IReadOnlyList<StoredTask>> TasksAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_data) is not null)
        {
            return [];
        }

        await using var book = await BookInput.WorkspaceBook.OpenAsync(parsed.GetValue(_database), parsed.GetValue(_workspace), create: false, cancellationToken);
        return await book.Database.Tasks.AllAsync(book.Workspace, Reach.All, cancellationToken);
    }

    private static DateOnly? DayOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? Days.Parse(option.Name, text) : null;

    private static int DaysOf(ParseResult parsed, Option<string?> option, int least, int usual)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return usual;
        }

        var number = text.EndsWith('d') ? text[..^1] : text;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= least && days <= MostDays
            ? days
            : throw new UserException($"{option.Name} must be {least} to {MostDays} days such as 30d, but is '{text}'.");
    }
}
