using System.Net.Http.Headers;
using Mainstay.Core.Facts;

namespace Mainstay.Web.Tests.Ingest;

public sealed class BulkTests
{
    [Fact]
    public async Task Rows_are_facts_and_the_same_rows_again_add_nothing()
    {
        await using var site = await Ingesting.StartAsync();
        const string Rows = """
            [{"account": "acme", "id": "t1", "at": "2026-01-02", "subject": "Broken", "opened_at": "2026-01-02"},
             {"account": "acme", "id": "t1", "at": "2026-01-03", "subject": "Broken again", "opened_at": "2026-01-02"},
             {"account": "acme", "subject": "no id"},
             {"account": "acme", "id": "t2", "colour": "red"}]
            """;
        var (status, first) = await site.PostAsync("/api/v1/facts/tickets", Rows);
        var (_, again) = await site.PostAsync("/api/v1/facts/tickets", Rows);

        Assert.Equal((200, 2), (status, first.GetProperty("added").GetInt32()));
        Assert.Equal([2, 3], first.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("index").GetInt32()));
        Assert.Equal((0, 2), (again.GetProperty("added").GetInt32(), again.GetProperty("alreadyThere").GetInt32()));
        Assert.Equal(["2026-01-03 subject=Broken again"], await site.FactsAsync("acme", FactKinds.Tickets));
    }

    [Fact]
    public async Task Lines_are_taken_as_an_array_is()
    {
        await using var site = await Ingesting.StartAsync();
        using var lines = new StringContent("{\"account\": \"acme\", \"at\": \"2026-01-02\", \"event\": \"login\"}\n\nnonsense\r\n{\"account\": \"acme\", \"at\": \"2026-01-02\", \"event\": \"login\"}");
        lines.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        var (status, body) = await site.PostAsync("/api/v1/facts/usage", lines);

        Assert.Equal((200, 2), (status, body.GetProperty("added").GetInt32()));
        Assert.Equal([1], body.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("index").GetInt32()));
        Assert.Equal(404, (await site.PostAsync("/api/v1/facts/nonsense", "[]")).Status);
    }
}
