using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Sources.Tables;

namespace Mainstay.Bench.Calibration;

/// <summary>The public churn tables, as the baselines were measured on them.</summary>
internal static class DataSets
{
    public static readonly ImmutableArray<string> Names = ["telco", "iranian", "mlc", "saas", "sparkify"];

    /// <param name="folder">That of the public data.</param>
    public static async Task<Observations> ReadAsync(string folder, string name)
    {
        var question = new TableQuestion { OutcomeColumn = "churn" };
        return name switch
        {
            "telco" => await TableAsync("telco_ibm/wa_churn_modeldata.csv.gz", question),
            "iranian" => WithoutDuplicates(await TableAsync("iranian_churn/iranian_churn.csv.gz", question with { OutcomeColumn = "Churn" })),
            "mlc" => await TableAsync("mlc_churn/mlc_churn.csv.gz", question),
            "saas" => await TableAsync("saas_pysurvival/churn.csv.gz", question with { OutcomeColumn = "churned", Excluded = ["months_active"] }),
            "sparkify" => await SparkifyAsync(question with { IdColumn = "userId" }),
            "ravenstack" => await TableAsync("ravenstack/ravenstack_accounts.csv.gz", question with { OutcomeColumn = "churn_flag", OutcomeValue = "TRUE", IdColumn = "account_id", Excluded = ["account_name"] }),
            _ => throw new ArgumentException($"There is no set '{name}'.", nameof(name)),
        };

        async Task<Observations> TableAsync(string file, TableQuestion asked) => await DataSets.TableAsync(Path.Combine(folder, file), asked);

        async Task<Observations> SparkifyAsync(TableQuestion asked)
        {
            var first = await TableAsync("sparkify_full/sparkify_users_train.csv.gz", asked);
            var second = await TableAsync("sparkify_full/sparkify_users_test.csv.gz", asked with { Like = first });
            return new Observations(
                [.. first.Accounts, .. second.Accounts],
                [.. first.Outcomes, .. second.Outcomes],
                [.. first.Columns.Select((column, i) => Joined(column, second.Columns[i]))]);
        }
    }

    private static async Task<Observations> TableAsync(string path, TableQuestion question)
    {
        var read = await TableFile.ReadAsync(path, question);
        return read.Table ?? throw new InvalidOperationException(string.Join(Environment.NewLine, read.Errors));
    }

    private static ObservedColumn Joined(ObservedColumn a, ObservedColumn b) => (a, b) switch
    {
        (ObservedColumn.Numeric x, ObservedColumn.Numeric y) => new ObservedColumn.Numeric(x.Name, [.. x.Values, .. y.Values]),
        (ObservedColumn.Categorical x, ObservedColumn.Categorical y) => new ObservedColumn.Categorical(x.Name, [.. x.Codes, .. y.By(x.Labels).Codes], x.Labels),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Observations WithoutDuplicates(Observations table)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row => seen.Add(string.Join('|', table.Columns.Select(c => ((ObservedColumn.Numeric)c).Values[row]).Append(table.Outcomes[row] ? 1 : 0))))];
        return table.Take(rows);
    }
}
