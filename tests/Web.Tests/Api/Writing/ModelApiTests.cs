using System.Text.Json.Nodes;
using Mainstay.Web.Tests.Ingest;

namespace Mainstay.Web.Tests.Api.Writing;

public sealed class ModelApiTests
{
    private const string Model = """
        model: logins
        signals:
          logins: { measure: { count: usage, window: 30d }, curve: [ [0, 0], [20, 100] ] }
        scores:
          health: { usage: { weight: 100, signals: [ logins ] } }
        """;

    [Fact]
    public async Task A_model_is_published_when_its_cases_pass_and_then_scores_the_workspace()
    {
        await using var site = new Site();
        await site.InitializeAsync();
        using var client = site.Browser();
        var before = await client.SendAsync(HttpMethod.Get, "/models/active", null);

        var published = await client.PostJsonAsync("/models", Sent(Model, Cases(0)));
        Assert.Equal(201, published.Status);
        Assert.Equal(200, (await client.PostJsonAsync("/models", Sent(Model, Cases(0)))).Status);
        Assert.Equal(Model, (string?)(await client.SendAsync(HttpMethod.Get, published.Location!, null)).Body!["text"]);
        Assert.Equal(["logins", "b2b-saas"], (await client.ReadAsync("/models"))["items"]!.AsArray().Texts("name"));

        Assert.Equal(422, (await client.PutJsonAsync("/models/active", """{"name": "logins", "version": "latest", "playbooks": "playbooks: 7"}""")).Status);
        Assert.Equal(412, (await client.PutJsonAsync("/models/active", """{"name": "logins", "version": "latest", "playbooks": ""}""", ifMatch: "\"x\"")).Status);
        var active = await client.PutJsonAsync("/models/active", """{"name": "logins", "version": "latest", "playbooks": ""}""", ifMatch: before.ETag);
        Assert.Equal((200, "logins"), (active.Status, (string?)active.Body!["name"]));
        Assert.Equal(412, (await client.PutJsonAsync("/models/active", """{"name": "b2b-saas", "version": "latest"}""", ifMatch: before.ETag)).Status);
        Assert.Equal(404, (await client.PutJsonAsync("/models/active", """{"name": "b2b-saas", "version": "0"}""")).Status);
        var marked = await site.Database.Dirty.FirstAsync(Site.Workspace, 1000, TestContext.Current.CancellationToken);
        Assert.Equal(Sample.SampleBook.Accounts.Count, marked.Count);
    }

    [Fact]
    public async Task A_model_whose_cases_fail_is_not_published()
    {
        await using var site = await Ingesting.StartAsync();
        var client = site.Client;
        var refused = await client.PostJsonAsync("/models", Sent(Model, Cases(50)));

        Assert.Equal(422, refused.Status);
        Assert.Contains("nobody logs in", (string?)refused.Body!["errors"]!["cases"]![0], StringComparison.Ordinal);
        Assert.Equal(["model"], (await client.PostJsonAsync("/models", Sent("model: x\nsignal: {}", null))).Errors);
        Assert.Empty((await client.ReadAsync("/models"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_check_tells_findings_with_their_lines_and_every_case()
    {
        await using var site = await Ingesting.StartAsync();
        var client = site.Client;
        var failing = (await client.PostJsonAsync("/models/check", Sent(Model, Cases(50)))).Body!;
        Assert.False((bool)failing["passes"]!);
        Assert.Equal("50.0000", (string?)failing["cases"]![0]!["mismatches"]![0]!["expected"]);
        var broken = (await client.PostJsonAsync("/models/check", Sent(Model.Replace("count: usage", "count: usgae", StringComparison.Ordinal), null))).Body!;
        Assert.Equal((3, "error", "model"), ((int)broken["findings"]![0]!["line"]!, (string?)broken["findings"]![0]!["severity"], (string?)broken["findings"]![0]!["in"]));
    }

    [Theory]
    [InlineData("model: logins\ndata: /etc\nmapping: passwd\ncases: []")]
    [InlineData("model: logins\nplaybooks: /etc/passwd\ncases: []")]
    [InlineData("model: ../../../etc/passwd\ndata: ..\nmapping: x\ncases: []")]
    public async Task Cases_that_are_sent_reach_no_file_of_the_server(string cases)
    {
        await using var site = await Ingesting.StartAsync();
        var client = site.Client;
        var check = await client.PostJsonAsync("/models/check", Sent(Model, cases));

        Assert.Equal((200, false), (check.Status, (bool)check.Body!["passes"]!));
        Assert.DoesNotContain("root:", check.Body.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Cases(int health) => $$"""
        model: logins
        cases:
          - { case: nobody logs in, as_of: 2026-01-31, expect: { score: {{health}} } }
        """;

    private static string Sent(string model, string? cases) => new JsonObject { ["model"] = model, ["cases"] = cases }.ToJsonString();
}
