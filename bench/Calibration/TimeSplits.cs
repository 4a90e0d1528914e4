using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Calibration.Splitting;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Calibration;
using Mainstay.Runtime.Models;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Bench.Calibration;

/// <summary>A book that is learned from on some days and judged on later ones, when the outcomes of the first were known.</summary>
/// <param name="Name">Also of the files that other learners read.</param>
/// <param name="Data">The folder in that of the public data.</param>
/// <param name="Mapping">In samples/mappings, and the model of that name beside the bench.</param>
/// <param name="HorizonDays">Churn counts on the days <c>[asOf, asOf + horizon)</c>: there is no lead.</param>
/// <param name="Train">asOf days to learn from.</param>
/// <param name="Test">asOf days to be judged by.</param>
internal sealed record TimeSplit(string Name, string Data, string Mapping, int HorizonDays, string Train, string Test)
{
    /// <summary>The kind whose silence over the horizon is churn; null where churn is written down.</summary>
    public FactKind? SilenceOf { get; init; }

    /// <summary>Days an account must have been a customer.</summary>
    public int TenureDays { get; init; }

    /// <summary>Only rows where this signal reads more than 0; null for all.</summary>
    public string? Active { get; init; }

    public static ImmutableArray<TimeSplit> All { get; } =
    [
        new("telco-30d-oct", "telco_ibm", "telco-dated", 30, "2019-09-30", "2019-10-31"),
        new("telco-30d-nov", "telco_ibm", "telco-dated", 30, "2019-10-31", "2019-11-30"),
        new("telco-30d-dec", "telco_ibm", "telco-dated", 30, "2019-11-30", "2019-12-31"),
        new("telco-60d", "telco_ibm", "telco-dated", 60, "2019-09-30", "2019-11-30"),
        new("crm5-90d", "fightchurn_crm5", "crm5", 90, "2022-07-04 2022-10-03 2023-01-02 2023-04-03", "2023-07-03 2023-09-04") { TenureDays = 28 },
        new("grocery-90d", "btyd", "grocery", 90, "2006-10-01", "2007-04-01") { SilenceOf = FactKinds.Usage, Active = "orders_180d" },
        new("cdnow-90d", "btyd", "cdnow", 90, "1997-07-01", "1997-10-01") { SilenceOf = FactKinds.Usage },
    ];

    /// <summary>All rows of all days, and the fold that learns from the first and judges by the others.</summary>
    /// <param name="data">The folder of the public data.</param>
    /// <param name="root">That of the repository.</param>
    public async Task<(Observations Table, Fold Fold)> ReadAsync(string data, string root)
    {
        var mapping = await MappingReader.ReadFileAsync(Path.Combine(root, "samples/mappings", Mapping + ".yaml"));
        var (book, report) = await BookFile.LoadAsync(Path.Combine(data, Data), mapping.Mapping ?? throw new InvalidOperationException($"The mapping of {Name} has mistakes."));
        var model = ModelFile.CompileModel(await File.ReadAllTextAsync(Path.Combine(root, "bench/Calibration/models", Mapping + ".yaml")));
        if (!report.IsClean || model.Value is null)
        {
            throw new InvalidOperationException($"{Name}: {report.IsClean} {string.Join(Environment.NewLine, model.Findings)}");
        }

        var (train, test) = (Days(Train), Days(Test));
        var plan = new ObservationPlan
        {
            Dates = [.. train, .. test],
            LeadDays = 0,
            HorizonDays = HorizonDays,
            MinimumTenureDays = TenureDays,
            ObservedFrom = SilenceOf is null ? ObservedSpan.Of(book.Accounts, ChurnRule.Outcomes, Instant.MaxValue).From : null,
            ObservedUntil = book.Accounts[0].StreamOf(SilenceOf ?? FactKinds.Outcomes).Through!.Value,
        };
        var table = ObservationTable.Of(BookObserving.Observe(model.Value, book.Accounts, plan, CancellationToken.None));
        table = SilenceOf is { } kind ? Silent(table, book, kind) : table;
        if (Active is { } signal)
        {
            var reads = ((ObservedColumn.Numeric)table[signal]).Values;
            table = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => reads[row] > 0)]);
        }

        var dates = table.Dates!.Value;
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        return (table, new Fold(0, 0, [.. rows.Where(row => train.Contains(dates[row]))], [.. rows.Where(row => test.Contains(dates[row]))]));
    }

    // Who was not heard of from the day on until the horizon's end, as the baselines have it. Customers come with their first fact.
    private Observations Silent(Observations table, Book book, FactKind kind)
    {
        var heard = book.Accounts.ToDictionary(
            a => a.AccountId,
            a => a.Visible(kind, new PointInTime(Instant.MaxValue, Instant.MaxValue)).Select(fact => a.Calendar.DateOf(fact.At)).ToArray(),
            StringComparer.Ordinal);
        int[] known = [.. Enumerable.Range(0, table.Rows).Where(row => heard[table.Accounts[row]].Any(day => day < table.Dates!.Value[row]))];
        var rows = table.Take(known);
        return rows.With([.. Enumerable.Range(0, rows.Rows).Select(row => !heard[rows.Accounts[row]].Any(day => day >= rows.Dates!.Value[row] && day < rows.Dates!.Value[row].AddDays(HorizonDays)))]);
    }

    private static ImmutableArray<DateOnly> Days(string days) => [.. days.Split(' ').Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
}
