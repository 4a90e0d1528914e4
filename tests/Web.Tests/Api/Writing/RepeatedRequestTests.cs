namespace Mainstay.Web.Tests.Api.Writing;

public sealed class RepeatedRequestTests(WritableSite writable)
{
    private const string Body = """{"value": 7, "note": "Good call"}""";

    [Fact]
    public async Task A_request_that_is_sent_again_with_its_key_is_answered_as_before_and_changes_nothing_more()
    {
        using var client = writable.Client();
        var first = await client.PostJsonAsync("/accounts/acc-103/pulses", Body, key: "one");
        var again = await client.PostJsonAsync("/accounts/acc-103/pulses", Body, key: "one");

        Assert.Equal((201, false), (first.Status, first.IsReplayed));
        Assert.Equal((201, true), (again.Status, again.IsReplayed));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(first.Location, again.Location);
        Assert.Single((await client.ReadAsync("/accounts/acc-103/assessments"))["items"]!.AsArray());
        Assert.Equal(201, (await client.PostJsonAsync("/accounts/acc-103/pulses", Body, key: "two")).Status);
    }

    [Fact]
    public async Task A_key_that_was_sent_with_another_request_is_refused()
    {
        using var client = writable.Client();
        await client.PostJsonAsync("/accounts/acc-104/pulses", Body, key: "other");

        Assert.Equal(422, (await client.PostJsonAsync("/accounts/acc-104/pulses", """{"value": 8}""", key: "other")).Status);
        Assert.Equal(422, (await client.PostJsonAsync("/accounts/acc-105/pulses", Body, key: "other")).Status);
    }

    [Fact]
    public async Task Mistakes_are_kept_with_their_key_as_answers_are()
    {
        using var client = writable.Client();
        var first = await client.PostJsonAsync("/accounts/acc-104/pulses", "{}", key: "mistaken");
        var again = await client.PostJsonAsync("/accounts/acc-104/pulses", "{}", key: "mistaken");

        Assert.Equal((400, 400, true), (first.Status, again.Status, again.IsReplayed));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_form_that_is_sent_again_with_another_boundary_is_the_same_request_and_one_with_another_file_is_not()
    {
        using var client = writable.Client();
        var first = await client.SendAsync(HttpMethod.Post, "/imports", Form("one", "t1"), key: "form");
        var again = await client.SendAsync(HttpMethod.Post, "/imports", Form("two", "t1"), key: "form");
        Assert.Equal((201, 201, true), (first.Status, again.Status, again.IsReplayed));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(422, (await client.SendAsync(HttpMethod.Post, "/imports", Form("one", "t2"), key: "form")).Status);

        static MultipartFormDataContent Form(string boundary, string ticket) => new(boundary)
        {
            { new StringContent("mapping: desk\nfiles:\n  - file: tickets.csv\n    into: { kind: tickets, account: account_id, id: id, fields: { opened_at: opened_at } }\n"), "mapping" },
            { new StringContent($"account_id,id,opened_at\nacc-120,{ticket},2026-01-30T09:00:00Z\n"), "files", "tickets.csv" },
        };
    }

    [Fact]
    public async Task Of_many_that_are_sent_at_once_with_one_key_one_is_done()
    {
        using var client = writable.Client();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.PostJsonAsync("/accounts/acc-106/pulses", Body, key: "race")));

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 409 }));
        Assert.Single((await client.ReadAsync("/accounts/acc-106/assessments"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("tab\there")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        using var client = writable.Client();
        Assert.Equal(400, (await client.PostJsonAsync("/accounts/acc-104/pulses", Body, key)).Status);
    }
}
