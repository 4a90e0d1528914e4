using System.Net.Http.Headers;
using System.Text;
using Mainstay.Web.Tests.Ingest;

namespace Mainstay.Web.Tests.Api.Writing;

public sealed class ImportApiTests
{
    private const string Tickets = "account_id,id,subject,opened_at\nacme,t1,Export stops,2026-10-30T09:00:00Z\nacme,t2,,yesterday\nbolt,t3,Login,2026-10-31\n";

    private const string Mapping = """
        mapping: desk
        files:
          - file: desk.csv
            into:
              - { kind: tickets, account: [ { email: mail } ], id: nr, fields: { subject: title, opened_at: opened } }
          - file: other.csv
            into: { kind: usage, account: a, at: b }
        """;

    [Fact]
    public async Task A_file_without_the_columns_of_its_template_is_refused_and_not_called_done()
    {
        await using var site = await Ingesting.StartAsync();
        var refused = await site.Client.SendAsync(HttpMethod.Post, "/imports?template=usage", new StringContent("account_id,at,user\nacme,2026-01-02,ana\n", System.Text.Encoding.UTF8, "text/csv"));
        Assert.Equal((422, "Nothing imported"), (refused.Status, (string?)refused.Body!["title"]));
        Assert.Contains("has no column 'occurred_at'", (string?)refused.Body["errors"]!["usage.csv"]![0], StringComparison.Ordinal);
        Assert.Equal("failed", (string?)(await site.Client.ReadAsync("/imports"))["items"]![0]!["state"]);
    }

    [Fact]
    public async Task One_file_with_the_columns_of_a_template_is_imported_and_bad_rows_are_told_by_their_lines()
    {
        await using var site = await Ingesting.StartAsync();
        var import = await site.Client.SendAsync(HttpMethod.Post, "/imports?template=tickets&wait=60", Csv(Tickets));

        Assert.Equal((201, "done", 1.0), (import.Status, (string?)import.Body!["state"], (double?)import.Body["progress"]));
        var report = import.Body["report"]!;
        Assert.Equal((3, 2, 1), ((int)report["rows"]!, (int)report["facts"]!, (int)report["rejected"]!));
        var rejected = report["files"]![0]!["rejectedRows"]![0]!;
        Assert.Equal((3, "opened_at", "yesterday"), ((int)rejected["line"]!, (string?)rejected["field"], (string?)rejected["value"]));
        Assert.Equal(["acme", "bolt"], (await site.Database.Dirty.FirstAsync(Ingesting.Workspace, 10, TestContext.Current.CancellationToken)).Select(d => d.AccountId).Order(StringComparer.Ordinal));

        var again = await site.Client.SendAsync(HttpMethod.Post, "/imports?template=tickets&wait=60", Csv(Tickets));
        Assert.Equal((0, 2), ((int)again.Body!["report"]!["stored"]!["added"]!, (int)again.Body["report"]!["stored"]!["alreadyThere"]!));
        Assert.Equal(2, (await site.Client.ReadAsync("/imports"))["items"]!.AsArray().Count);
        Assert.Equal(import.Body.ToJsonString(), (await site.Client.SendAsync(HttpMethod.Get, import.Location!, null)).Body!.ToJsonString());
        Assert.Equal(["import", "import"], (await site.Client.ReadAsync("/jobs?kind=import"))["items"]!.AsArray().Texts("kind"));
    }

    [Fact]
    public async Task A_template_leaves_the_days_of_the_workspace_as_they_are()
    {
        await using var site = await Ingesting.StartAsync();
        await site.Database.Workspaces.SaveAsync(Ingesting.Workspace, null, "Europe/Berlin", TestContext.Current.CancellationToken);
        Assert.Equal(201, (await site.Client.SendAsync(HttpMethod.Post, "/imports?template=tickets&wait=60", Csv(Tickets))).Status);

        Assert.Equal("Europe/Berlin", Assert.Single(await site.Database.Workspaces.ListAsync(TestContext.Current.CancellationToken)).ZoneId);
    }

    [Fact]
    public async Task Lines_of_JSON_are_imported_by_a_template_as_a_table_is()
    {
        await using var site = await Ingesting.StartAsync();
        using var lines = new StringContent("{\"account_id\": \"acme\", \"occurred_at\": \"2026-10-30\", \"event\": \"login\"}\nnonsense\n", Encoding.UTF8);
        lines.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        var import = await site.Client.SendAsync(HttpMethod.Post, "/imports?template=usage&wait=60", lines);

        Assert.Equal((201, 1, 1), (import.Status, (int)import.Body!["report"]!["facts"]!, (int)import.Body["report"]!["rejected"]!));
    }

    [Fact]
    public async Task Files_with_a_mapping_are_imported_and_what_is_nobodys_is_attached_or_dismissed()
    {
        await using var site = await Ingesting.StartAsync();
        await site.Client.SendAsync(HttpMethod.Post, "/imports?template=companies&wait=60", Csv("account_id,name,domain\nacme,Acme,acme.example\n"));
        using var form = Form(("mapping", null, Mapping), ("files", "desk.csv", "mail,nr,title,opened\nann@acme.example,1,A,2026-10-01\nx@who.example,2,B,2026-10-02\ny@who.example,3,C,2026-10-03\n"));
        var import = await site.Client.SendAsync(HttpMethod.Post, "/imports?wait=60", form);
        Assert.Equal((201, 1, 2), (import.Status, (int)import.Body!["report"]!["facts"]!, (int)import.Body["report"]!["unmatched"]!));

        var first = await site.Client.ReadAsync("/unmatched?limit=1");
        var second = await site.Client.ReadAsync($"/unmatched?limit=1&cursor={first["next"]}");
        Assert.Equal(["x@who.example", "y@who.example"], new[] { first, second }.Select(p => (string?)p["items"]![0]!["value"]));
        var (keyOfFirst, keyOfSecond) = ((string?)first["items"]![0]!["key"], (string?)second["items"]![0]!["key"]);
        Assert.Equal(["account"], (await site.Client.PostJsonAsync("/unmatched/attach", $$"""{"keys": ["{{keyOfFirst}}"], "account": "nobody"}""")).Errors);
        Assert.Equal(1, (int)(await site.Client.PostJsonAsync("/unmatched/attach", $$"""{"keys": ["{{keyOfFirst}}"], "account": "acme"}""")).Body!["facts"]!);
        Assert.Equal(1, (int)(await site.Client.PostJsonAsync("/unmatched/dismiss", $$"""{"keys": ["{{keyOfSecond}}"]}""")).Body!["facts"]!);
        Assert.Empty((await site.Client.ReadAsync("/unmatched"))["items"]!.AsArray());
        Assert.Equal(2, (await site.FactsAsync("acme", Core.Facts.FactKinds.Tickets)).Length);
    }

    [Fact]
    public async Task What_cannot_be_imported_is_refused_whole_and_in_words()
    {
        await using var site = await Ingesting.StartAsync();
        Assert.Equal(["template"], (await site.Client.SendAsync(HttpMethod.Post, "/imports", Csv(Tickets))).Errors);
        Assert.Equal(415, (await site.Client.PostJsonAsync("/imports?template=tickets", "{}")).Status);
        Assert.Equal(["mapping"], (await SendAsync(("files", "desk.csv", "a\n"))).Errors);
        Assert.Equal(["files"], (await SendAsync(("mapping", null, Mapping))).Errors);
        Assert.Equal(["mapping"], (await SendAsync(("mapping", null, Mapping), ("files", "unknown.csv", "a\n"))).Errors);
        Assert.Equal(["mapping"], (await SendAsync(("mapping", null, Mapping.Replace("desk.csv", "../../etc/passwd", StringComparison.Ordinal)), ("files", "other.csv", "a,b\n"))).Errors);
        Assert.Equal(["files"], (await SendAsync(("mapping", null, Mapping), ("files", "../desk.csv", "a\n"))).Errors);
        Assert.Equal(["files"], (await SendAsync(("mapping", null, Mapping), ("files", "desk.csv", "a\n"), ("files", "desk.csv", "a\n"))).Errors);
        Assert.Equal(["other"], (await SendAsync(("other", null, "x"))).Errors);
        Assert.Empty((await site.Client.ReadAsync("/imports"))["items"]!.AsArray());

        async Task<Sent> SendAsync(params (string Name, string? File, string Text)[] parts)
        {
            using var form = Form(parts);
            return await site.Client.SendAsync(HttpMethod.Post, "/imports", form);
        }
    }

    [Fact]
    public async Task An_import_that_runs_is_cancelled_and_what_it_has_stored_stays()
    {
        await using var site = await Ingesting.StartAsync();
        var rows = new StringBuilder("account_id,occurred_at,event\n");
        for (var i = 0; i < 600_000; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i % 900},2026-10-30T09:00:00Z,e{i}\n");
        }

        var begun = await site.Client.SendAsync(HttpMethod.Post, "/imports?template=usage&wait=0", Csv(rows.ToString()));
        Assert.Equal((202, "running"), (begun.Status, (string?)begun.Body!["state"]));
        var id = (long)begun.Body["id"]!;
        Assert.Equal(200, (await site.Client.PostJsonAsync($"/jobs/{id}/cancel", null)).Status);
        string? state;
        do
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            state = (string?)(await site.Client.ReadAsync($"/jobs/{id}"))["state"];
        }
        while (state == "running");

        Assert.Equal("cancelled", state);
        Assert.Equal(404, (await site.Client.PostJsonAsync("/jobs/77/cancel", null)).Status);
    }

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    private static MultipartFormDataContent Form(params (string Name, string? File, string Text)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, file, text) in parts)
        {
            if (file is null)
            {
                form.Add(new StringContent(text), name);
            }
            else
            {
                form.Add(new StringContent(text), name, file);
            }
        }

        return form;
    }
}
