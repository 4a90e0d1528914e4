using Mainstay.Core.Facts;
using Mainstay.Store.Ingest;
using static Mainstay.Store.Tests.Ingest.MessageSamples;

namespace Mainstay.Store.Tests.Ingest;

public abstract class IngestContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Fact]
    public async Task A_message_counts_once_and_marks_its_account()
    {
        var first = await Store.Ingest.TakeAsync("w", [Event("1", "ana", "acme"), Event("2", "ana", "acme"), Event("1", "ana", "acme")], Now, Ct);
        var again = await Store.Ingest.TakeAsync("w", [Event("2", "ana", "acme"), Event("3", "ana", "acme")], Now.Plus(1), Ct);

        Assert.Equal((new IngestResult(2, 1, 0), new IngestResult(1, 1, 0)), (first, again));
        Assert.Equal(3, (await VisibleAsync("acme", FactKinds.Usage)).Count);
        Assert.Equal("acme", Assert.Single(await Store.Dirty.FirstAsync("w", 10, Ct)).AccountId);
    }

    [Fact]
    public async Task The_same_message_sent_by_many_at_a_time_counts_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Store.Ingest.TakeAsync("w", [Event("1", "ana", "acme")], Now.Plus(i), Ct)));
        Assert.Equal((1, 7), (results.Sum(r => r.Applied), results.Sum(r => r.AlreadyThere)));
        Assert.Single(await VisibleAsync("acme", FactKinds.Usage));
    }

    [Fact]
    public async Task Of_requests_that_come_together_one_that_cannot_be_stored_fails_alone()
    {
        // A contact of nobody: no table takes it.
        IngestedItem[] bad = [Event("bad event", "ana", "acme"), Company("bad", Now, "name", FactValue.Of("x")) with { Kind = FactKinds.Contacts, Changes = [new(FactKinds.Contacts["name"], FactValue.Of("x"))] }];
        var requests = Enumerable.Range(0, 40).Select(i => Store.Ingest.TakeAsync("w", i % 8 == 7 ? bad : [Event($"{i}", "ana", "acme"), Event($"{i - 1}", "ana", "acme")], Now, Ct)).ToArray();
        await Task.WhenAll(requests.Select(r => r.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal([7, 15, 23, 31, 39], requests.Index().Where(r => r.Item.IsFaulted).Select(r => r.Index));
        Assert.All(requests.Where(r => !r.IsFaulted), r => Assert.Equal(2, r.Result.Applied + r.Result.AlreadyThere));
        Assert.Equal(40, requests.Where(r => !r.IsFaulted).Sum(r => r.Result.Applied));
        Assert.Equal(40, (await VisibleAsync("acme", FactKinds.Usage)).Count);
        Assert.Equal(new IngestResult(1, 0, 0), await Store.Ingest.TakeAsync("w", [Event("bad event", "ana", "acme")], Now, Ct));
    }

    [Fact]
    public async Task Requests_that_come_together_are_each_told_of_their_own_messages()
    {
        var results = await Task.WhenAll(
            Store.Ingest.TakeAsync("w", [Event("0", "eve", "acme")], Now, Ct),
            Store.Ingest.TakeAsync("w", [Event("1", "ana", "acme"), Event("1", "ana", "acme"), Event("0", "eve", "acme")], Now, Ct),
            Store.Ingest.TakeAsync("w", [Event("2", "nobody", null), Event("3", "ana", "bolt")], Now, Ct),
            Store.Ingest.TakeAsync("other", [Event("0", "eve", "acme")], Now, Ct));
        Assert.Equal([new IngestResult(1, 0, 0), new IngestResult(1, 2, 0), new IngestResult(1, 0, 1), new IngestResult(1, 0, 0)], results);
    }

    [Fact]
    public async Task A_message_is_known_also_when_it_is_long_no_longer_in_memory()
    {
        // Workspaces share the memory: of so many none keeps more than 4,096 messages in it.
        const int Workspaces = 260;
        await Task.WhenAll(Enumerable.Range(0, Workspaces).Select(i => Store.Ingest.TakeAsync($"w{i}", [Event("1", "ana", "acme")], Now, Ct)));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(new IngestResult(1000, 1000 * Math.Sign(i), 0), await Store.Ingest.TakeAsync("w", Events(1000 * Math.Max(0, i - 1), i == 0 ? 1000 : 2000), Now, Ct));
        }

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(new IngestResult(0, 1000, 0), await Store.Ingest.TakeAsync("w", Events(1000 * i, 1000), Now, Ct));
        }
    }

    [Fact]
    public async Task A_request_that_is_given_up_while_it_waits_is_not_stored()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        var first = Store.Ingest.TakeAsync("w", [Event("1", "ana", "acme")], Now, Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Ingest.TakeAsync("w", [Event("2", "ana", "acme")], Now, given.Token));
        Assert.Equal((1, 1), ((await first).Applied, (await VisibleAsync("acme", FactKinds.Usage)).Count));
    }

    [Fact]
    public async Task What_waits_for_an_account_is_applied_when_the_account_is_known()
    {
        Assert.Equal(new IngestResult(0, 0, 1), await Store.Ingest.TakeAsync("w", [Event("1", "ana", null)], Now, Ct));
        Assert.Equal("ana", Assert.Single(await Store.Ingest.DeadLettersAsync("w", 10, Ct)).User);
        await Store.Ingest.TakeAsync("w", [Company("2", Now, "name", FactValue.Of("Acme")) with { User = "ana", Links = true }], Now, Ct);

        Assert.Empty(await Store.Ingest.DeadLettersAsync("w", 10, Ct));
        Assert.Single(await VisibleAsync("acme", FactKinds.Usage));
        Assert.Empty(await Store.Ingest.DeadLettersAsync("other", 10, Ct));
    }

    [Fact]
    public async Task Fields_that_are_not_named_stay_also_where_the_message_comes_late()
    {
        await Store.Ingest.TakeAsync("w", [Company("3", Now.Plus(30), "seats", FactValue.Of(7d))], Now.Plus(40), Ct);
        await Store.Ingest.TakeAsync("w", [Company("1", Now.Plus(10), "name", FactValue.Of("Acme"))], Now.Plus(50), Ct);
        await Store.Ingest.TakeAsync("w", [Company("2", Now.Plus(20), "seats", FactValue.Of(5d))], Now.Plus(60), Ct);

        var company = Assert.Single(await VisibleAsync("acme", FactKinds.Companies));
        Assert.Equal(("Acme", 7d), (company.Text(FactKinds.Companies["name"]), company.Number(FactKinds.Companies["seats"])));
    }

    [Fact]
    public async Task However_much_waits_for_a_user_comes_home_with_their_first_group_call()
    {
        const int Many = 5_500;
        await Store.Ingest.TakeAsync("w", [.. Enumerable.Range(0, Many).Select(i => Event($"e{i}", "ana", null))], Now, Ct);
        var result = await Store.Ingest.TakeAsync("w", [Company("g", Now, "name", FactValue.Of("Acme")) with { User = "ana", Links = true }], Now, Ct);

        Assert.Equal(Many + 1, result.Applied);
        Assert.Empty(await Store.Ingest.DeadLettersAsync("w", 10, Ct));
        Assert.Equal(Many, (await VisibleAsync("acme", FactKinds.Usage)).Count);
    }

    [Fact]
    public async Task What_was_said_long_ago_is_folded_and_its_versions_stay()
    {
        const long Day = Instant.MicrosPerDay;
        var (start, days) = (Now.Plus(-300 * Day), 300);
        for (var i = 0; i < days; i++)
        {
            var at = start.Plus(i * Day);
            await Store.Ingest.TakeAsync("w", [Company($"s{i}", at, "seats", FactValue.Of((double)(i / 10)))], at, Ct);
        }

        async Task<double?> SeatsAsync(int day) => (await VisibleAsync("acme", FactKinds.Companies, start.Plus(day * Day)))[0].Number(FactKinds.Companies["seats"]);
        Assert.Equal((5d, 25d, 29d), (await SeatsAsync(55), await SeatsAsync(255), await SeatsAsync(300)));

        // Late, but not too late: it changes what came after it. Too late: it counts only where nothing had been said.
        await Store.Ingest.TakeAsync("w", [Company("late", start.Plus(255 * Day + 1), "seats", FactValue.Of(77d))], Now, Ct);
        await Store.Ingest.TakeAsync("w", [Company("too late", start.Plus(3 * Day), "seats", FactValue.Of(88d)), Company("new", start.Plus(3 * Day), "name", FactValue.Of("Acme"))], Now, Ct);
        Assert.Equal(0d, (await VisibleAsync("acme", FactKinds.Companies, start.Plus(3 * Day + 1)))[0].Number(FactKinds.Companies["seats"]));
        Assert.Equal((5d, 29d), (await SeatsAsync(55), await SeatsAsync(300)));
        Assert.Equal(77d, (await VisibleAsync("acme", FactKinds.Companies, start.Plus(255 * Day + 2)))[0].Number(FactKinds.Companies["seats"]));
        Assert.Equal("Acme", (await VisibleAsync("acme", FactKinds.Companies, Now.Plus(1)))[0].Text(FactKinds.Companies["name"]));
    }

    private static IngestedItem Company(string message, Instant at, string field, FactValue value) => new()
    {
        MessageId = message,
        Kind = FactKinds.Companies,
        At = at,
        Account = "acme",
        Changes = [new FieldChange(FactKinds.Companies[field], value)],
    };

    private async Task<IReadOnlyList<VisibleFact>> VisibleAsync(string account, FactKind kind, Instant? asOf = null) =>
        (await Store.Facts.LoadAccountAsync("w", account, Ct))!.Visible(kind, new PointInTime(asOf ?? Now.Plus(Instant.MicrosPerDay), Now.Plus(Instant.MicrosPerDay)));
}
