using Mainstay.Runtime.Explaining;
using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;

namespace Mainstay.Runtime.Tests.Explaining;

public sealed class AccountExplainerTests
{
    [Fact]
    public async Task An_explanation_is_the_snapshot_that_was_kept_to_the_last_digit()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-3), Harbour.LastDay);
        var explainer = new AccountExplainer(harbour.Database);
        foreach (var account in harbour.Accounts.Select(a => a.AccountId))
        {
            var kept = await harbour.Database.Snapshots.LatestAsync(Harbour.Workspace, account, score: null, cancellationToken);
            var explained = await explainer.ExplainAsync(Harbour.Workspace, account, day: null, cancellationToken);
            var replayed = explained!.Dated.Snapshots().Single();

            Assert.Equal(kept!.Value, replayed.Value);
            Assert.Equal(kept.Signals.AsEnumerable(), replayed.Signals);
            Assert.Equal(kept.Dimensions.AsEnumerable(), replayed.Dimensions);
            Assert.Equal(kept.Drivers.AsEnumerable(), replayed.Drivers);
            Assert.Equal(
                kept with { Signals = replayed.Signals, Dimensions = replayed.Dimensions, Drivers = replayed.Drivers, Input = null }, replayed);
        }
    }

    [Fact]
    public async Task A_day_in_the_past_is_explained_as_it_was_known_then()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-60), Harbour.LastDay);
        var explainer = new AccountExplainer(harbour.Database);
        var history = await harbour.Database.Snapshots.HistoryAsync(
            Harbour.Workspace, "corvel", score: null, Harbour.LastDay.AddDays(-60), Harbour.LastDay, cancellationToken);
        Assert.Equal(61, history.Count);
        foreach (var day in history.Where((_, i) => i % 7 == 0))
        {
            var explained = await explainer.ExplainAsync(Harbour.Workspace, "corvel", day.Day, cancellationToken);
            var primary = explained!.Dated.Report.Primary;
            Assert.Equal((day.Value, day.Tier, day.Trend, day.Coverage), (primary.Value, primary.Tier.Name, explained.Dated.Trend, primary.Coverage));
        }
    }

    [Fact]
    public async Task A_kept_day_is_explained_by_the_version_that_scored_it_whatever_is_active_now()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-1), Harbour.LastDay);
        var changed = Harbour.Model.Replace("weight: 3", "weight: 1", StringComparison.Ordinal);
        var version = ModelFile.VersionOf(changed);
        await harbour.Database.Models.SaveAsync(Harbour.Workspace, new StoredModel(harbour.Health.Name, version, changed, harbour.Clock.GetUtcNow()), Actor.Mainstay(harbour.Clock.GetUtcNow()), cancellationToken);
        await harbour.Database.Models.ActivateAsync(Harbour.Workspace, harbour.Health.Name, version, "", Actor.Mainstay(harbour.Clock.GetUtcNow()), cancellationToken);
        var explainer = new AccountExplainer(harbour.Database);
        var kept = await harbour.Database.Snapshots.LatestAsync(Harbour.Workspace, "corvel", score: null, cancellationToken);

        var explained = await explainer.ExplainAsync(Harbour.Workspace, "corvel", Harbour.LastDay, cancellationToken);
        Assert.Equal((kept!.ModelVersion, kept.Value), (explained!.Dated.Report.Model.Version, explained.Dated.Report.Primary.Value));

        var notKept = await explainer.ExplainAsync(Harbour.Workspace, "corvel", Harbour.LastDay.AddDays(-9), cancellationToken);
        Assert.Equal(version, notKept!.Dated.Report.Model.Version);
    }

    [Fact]
    public async Task A_change_is_accounted_for_by_the_version_that_each_of_its_days_is_shown_by()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-9), Harbour.LastDay.AddDays(-1));
        var yaml = Harbour.Model.Replace("weight: 3", "weight: 1", StringComparison.Ordinal);
        var other = ModelFile.CompileModel(yaml).Value!;
        await harbour.Database.Models.SaveAsync(Harbour.Workspace, new StoredModel(other.Name, other.Version, yaml, harbour.Clock.GetUtcNow()), Actor.Mainstay(harbour.Clock.GetUtcNow()), cancellationToken);
        await harbour.Database.Models.ActivateAsync(Harbour.Workspace, other.Name, other.Version, "", Actor.Mainstay(harbour.Clock.GetUtcNow()), cancellationToken);
        var book = await harbour.Database.Facts.LoadBookAsync(Harbour.Workspace, cancellationToken);
        await new ScoringRun(harbour.Database, Harbour.Workspace, other, ImmutablePlaybooks.None, harbour.Clock)
            .RunAsync(book.Accounts, new DayRange(Harbour.LastDay, Harbour.LastDay), scored: null, cancellationToken);

        var change = await new AccountExplainer(harbour.Database).ChangeAsync(Harbour.Workspace, "corvel", Harbour.LastDay.AddDays(-9), Harbour.LastDay, cancellationToken);
        var kept = await harbour.Database.Snapshots.HistoryAsync(Harbour.Workspace, "corvel", score: null, Harbour.LastDay.AddDays(-9), Harbour.LastDay, cancellationToken);
        var ledger = Assert.Single(change!.Ledgers);
        Assert.Equal((kept[0].Value, kept[^1].Value), (ledger.From.Value, ledger.To.Value));
        Assert.Equal((harbour.Health.Version, other.Version), (ledger.Lines[0].Before, ledger.Lines[0].After));
    }

    [Fact]
    public async Task There_is_nothing_to_explain_where_nothing_was_scored()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var harbour = await Harbour.OpenAsync();
        var explainer = new AccountExplainer(harbour.Database);
        Assert.Null(await explainer.ExplainAsync(Harbour.Workspace, "corvel", day: null, cancellationToken));
        Assert.Null(await explainer.ExplainAsync(Harbour.Workspace, "corvel", new DateOnly(2019, 1, 1), cancellationToken));
        Assert.Null(await explainer.ExplainAsync(Harbour.Workspace, "nobody", Harbour.LastDay, cancellationToken));
        Assert.Null(await explainer.ExplainAsync("another", "corvel", Harbour.LastDay, cancellationToken));
        Assert.NotNull(await explainer.ExplainAsync(Harbour.Workspace, "corvel", Harbour.LastDay, cancellationToken));
    }
}
