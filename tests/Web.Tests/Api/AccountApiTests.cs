using Mainstay.Core.Facts;
using Mainstay.Web.Tests.Sample;

namespace Mainstay.Web.Tests.Api;

public sealed class AccountApiTests(Site site)
{
    public static TheoryData<string, string> Orders =>
    [
        .. from sort in new[] { "risk", "name", "score", "change", "arr", "coverage", "owner" } from direction in new[] { "asc", "desc" } select (sort, direction),
    ];

    [Theory, MemberData(nameof(Orders))]
    public async Task Page_after_page_shows_every_account_once_in_the_order_of_one_long_page(string sort, string direction)
    {
        using var client = site.Browser();
        var order = $"/accounts?sort={sort}&direction={direction}";
        var whole = (await client.ReadAsync(order + "&limit=500"))["items"]!.AsArray().Texts("id").ToArray();
        var paged = (await client.AllAsync(order + "&limit=7")).Texts("id").ToArray();

        Assert.Equal(SampleBook.Accounts.Count, whole.Length);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_list_of_the_newest_day_is_the_list_as_it_is_now()
    {
        using var client = site.Browser();
        foreach (var filter in new[] { "", "&tier=red", "&segment=enterprise", "&search=ING", "&owner=mei.tanaka%40example.com", "&trend=declining" })
        {
            var now = await client.AllAsync($"/accounts?sort=change&limit=9{filter}");
            var then = await client.AllAsync($"/accounts?sort=change&limit=9{filter}&asOf={SampleBook.LastDay:yyyy-MM-dd}");
            Assert.NotEmpty(now);
            Assert.Equal(now.Select(a => a.ToJsonString()), then.Select(a => a.ToJsonString()));
        }
    }

    [Fact]
    public async Task A_list_of_an_earlier_day_shows_that_days_scores()
    {
        using var client = site.Browser();
        var listed = await client.AllAsync("/accounts?asOf=2026-08-01&limit=50");
        Assert.NotEmpty(listed);
        foreach (var account in listed.Take(5))
        {
            var score = await client.ReadAsync($"/accounts/{Uri.EscapeDataString((string)account["id"]!)}/score?asOf=2026-08-01");
            Assert.Equal((double?)score["scores"]![0]!["value"], (double?)account["score"]);
            Assert.Equal("2026-08-01", (string?)account["day"]);
        }
    }

    [Fact]
    public async Task All_mistakes_of_a_request_are_told_at_once_by_their_parameters()
    {
        using var client = site.Browser();
        var (status, problem) = await client.AskAsync("/accounts?limit=0&trnd=declining&sort=luck&asOf=yesterday&tier=red&tier=green");

        Assert.Equal(400, status);
        Assert.Equal(["asOf", "limit", "sort", "tier", "trnd"], problem!["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean trend", (string?)problem["errors"]!["trnd"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        using var client = site.Browser();
        var next = (string?)(await client.ReadAsync("/accounts?sort=name&limit=3"))["next"];

        Assert.Equal(400, (await client.AskAsync($"/accounts?sort=arr&limit=3&cursor={next}")).Status);
        Assert.Equal(400, (await client.AskAsync("/accounts?sort=name&cursor=tomorrow")).Status);
        Assert.Equal(200, (await client.AskAsync($"/accounts?sort=name&limit=5&cursor={next}")).Status);
    }

    [Fact]
    public async Task An_id_is_whatever_its_source_says()
    {
        const string workspace = "ids";
        string[] ids = ["a/b", "a%2Fb", "%", "a b", "ä?#&=+", "../x", "🙂", SampleBook.Hostile.Id];
        var cancellationToken = TestContext.Current.CancellationToken;
        await site.Database.Facts.AppendAsync(
            workspace,
            ids.Select(id => Fact.Of(FactKinds.Companies, id, id, Instant.MinValue, ("name", FactValue.Of("Name of " + id)))).ToAsyncEnumerable(),
            recordedAt: null, progress: null, cancellationToken);
        await using var app = await Site.StartAsync(site.Database, workspace);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var id in ids)
        {
            var account = await client.ReadAsync("/accounts/" + Uri.EscapeDataString(id));
            Assert.Equal((id, "Name of " + id), ((string?)account["id"], (string?)account["name"]));
        }

        Assert.Equal(404, (await client.AskAsync("/accounts/a")).Status);
        await app.StopAsync(cancellationToken);
    }
}
