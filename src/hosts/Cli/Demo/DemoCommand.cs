using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Mainstay.Cli.Import;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Score;
using Mainstay.Cli.Serve;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime;
using Mainstay.Runtime.Importing;
using Mainstay.Runtime.Scoring;
using Mainstay.Runtime.Testing;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Simulation;
using Mainstay.Store;
using Mainstay.Store.Audit;

namespace Mainstay.Cli.Demo;

/// <summary>
/// <c>mainstay demo</c>: a made-up company travels the whole house. Its files are written, imported and scored for every
/// day of eighteen months up to today; the accounts most at risk are printed, and the pages are served.
/// </summary>
public static class DemoCommand
{
    private const string Workspace = "demo";
    private const int MostShown = 10;
    private const int Months = 18;

    public static Command Create()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "Where the demo keeps its files; made anew at every run", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("mainstay-data", "demo"),
        };
        var asOf = Options.Text("--as-of", "DATE", "The day the made-up company has reached; today without it");
        var once = new Option<bool>("--once") { Description = "Exit instead of serving the pages" };
        var urls = ServeCommand.Urls();

        var command = new Command("demo", "Makes up a company, imports it, scores every day and serves the pages") { folder, asOf, once, urls };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            Addresses.Check(parsed.GetRequiredValue(urls));
            Addresses.CheckLoopback(parsed.GetRequiredValue(urls));
            var end = parsed.GetValue(asOf) is { } text ? Days.Parse("--as-of", text) : DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var options = new SimulationOptions { Start = end.AddMonths(-Months), End = end };
            await using var database = await MakeAsync(parsed.GetRequiredValue(folder), options, output, errors, cancellationToken);
            if (!parsed.GetValue(once))
            {
                await Server.RunAsync(new ServerOptions(database, Workspace, parsed.GetRequiredValue(urls)) { IsOpen = true }, output, cancellationToken);
            }

            return MainstayCommand.Ok;
        });
        return command;
    }

    private static async Task<Database> MakeAsync(
        string folder, SimulationOptions options, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var files = Path.Combine(folder, "files");
        Directory.CreateDirectory(files);
        var book = DemoCompany.Write(files, options);
        await TellAsync(output, clock, $"Made up {book.Accounts.Length:#,0} customers over {(options.End.DayNumber - options.Start.DayNumber):#,0} days: {book.Rows.Values.Sum():#,0} rows in {files}");

        var database = await OpenNewAsync(Path.Combine(folder, "demo.db"), cancellationToken);
        var mapping = await MappingInput.ReadAsync(await WriteMappingAsync(folder, options, cancellationToken), errors, cancellationToken);
        var report = await ImportAsync(database, files, mapping, errors, cancellationToken);
        await TellAsync(output, clock, $"Imported: {ImportText.Summary(report)}");

        var modelPath = Defaults.Shipped("models", "b2b-saas.yaml");
        var (model, modelText) = await ModelInput.ReadAsync(modelPath, errors, cancellationToken);
        await ModelPublishing.ThrowIfCasesFailAsync(modelPath, model, cancellationToken);
        var (playbooks, playbookText) = await ModelInput.ReadPlaybooksAsync(Defaults.Shipped("playbooks", "red-account.yaml"), model, errors, cancellationToken);
        await ScoreSaving.ActivateAsync(database, Workspace, model, modelText, playbookText, TimeProvider.System, cancellationToken);
        var accounts = (await database.Facts.LoadBookAsync(Workspace, cancellationToken)).Accounts;
        var latest = new LatestReports();
        var result = await new ScoringRun(database, Workspace, model, playbooks, TimeProvider.System)
            .RunAsync(accounts, new DayRange(options.Start, options.End), latest, cancellationToken);
        await TellAsync(output, clock, $"Scored every day: {result.Snapshots:#,0} daily scores, {result.Tasks:#,0} tasks for accounts that are red now");

        await output.WriteLineAsync();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Most at risk on {options.End:yyyy-MM-dd}, and why:"));
        var table = ScoreTable.Create(model);
        foreach (var (history, dated) in ScoreTable.ByRisk(latest.On(options.End), r => r.Dated.Report.Primary).Take(MostShown))
        {
            ScoreTable.Add(table, dated, CompanyProfile.At(history, dated.Report.Point));
        }

        Terminal.On(output).Write(table);
        return database;
    }

    /// <summary>The mapping that comes with Mainstay, whose streams end with the data, for data that end on another day. Its path.</summary>
    private static async Task<string> WriteMappingAsync(string folder, SimulationOptions options, CancellationToken cancellationToken)
    {
        var usual = new SimulationOptions();
        var text = await File.ReadAllTextAsync(Defaults.Shipped("samples", "mappings", "demo.yaml"), cancellationToken);
        var path = Path.Combine(folder, "mapping.yaml");
        await File.WriteAllTextAsync(
            path,
            text.Replace($"from: {Iso(usual.Start)}", $"from: {Iso(options.Start)}", StringComparison.Ordinal)
                .Replace($"through: {Iso(usual.End.AddDays(-1))}", $"through: {Iso(options.End.AddDays(-1))}", StringComparison.Ordinal),
            cancellationToken);
        return path;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<ImportReport> ImportAsync(
        Database database, string files, Mapping mapping, TextWriter errors, CancellationToken cancellationToken)
    {
        using var progress = new ImportProgressLine(errors);
        return (await FolderImport.RunAsync(database, Workspace, files, mapping, Actor.CommandLine(TimeProvider.System.GetUtcNow()), clock: null, unmatched: null, progress, cancellationToken)).Report;
    }

    private static async Task<Database> OpenNewAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            // Opened once before it is deleted: another demo that still serves it holds the lock and is told of.
            await (await Database.OpenAsync(path, cancellationToken)).DisposeAsync();
            foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
            {
                File.Delete(file);
            }

            return await Database.OpenAsync(path, cancellationToken);
        }
        catch (DatabaseOpenException e)
        {
            throw new UserException(e.Message, e);
        }
    }

    private static Task TellAsync(TextWriter output, Stopwatch clock, FormattableString text) =>
        output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,5:0.0} s  {text.ToString(CultureInfo.InvariantCulture)}"));

    private sealed class LatestReports : IProgress<AccountTimeline>
    {
        private readonly Lock _lock = new();
        private readonly List<(AccountHistory History, DatedReport Dated)> _reports = [];

        public void Report(AccountTimeline value)
        {
            if (value.Days is [.., var last])
            {
                lock (_lock)
                {
                    _reports.Add((value.History, last));
                }
            }
        }

        public IEnumerable<(AccountHistory History, DatedReport Dated)> On(DateOnly day) =>
            _reports.Where(r => r.Dated.Day == day).OrderBy(r => r.History.AccountId, StringComparer.Ordinal);
    }
}
