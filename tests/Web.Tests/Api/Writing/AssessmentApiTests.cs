namespace Mainstay.Web.Tests.Api.Writing;

public sealed class AssessmentApiTests(WritableSite writable)
{
    [Fact]
    public async Task An_override_is_kept_with_its_author_and_an_end_and_its_account_waits_to_be_scored()
    {
        using var client = writable.Client();
        var given = await client.PostJsonAsync("/accounts/acc-107/overrides", """{"value": 55, "reason": "New sponsor", "externalId": "crm-1"}""");

        Assert.Equal((201, "/api/v1/accounts/acc-107/assessments/crm-1"), (given.Status, given.Location));
        Assert.Equal(("override", 55.0, "New sponsor", "local"), ((string?)given.Body!["type"], (double?)given.Body["value"], (string?)given.Body["note"], (string?)given.Body["author"]));
        Assert.Equal(Site.Clock.GetUtcNow().AddDays(30), (DateTimeOffset)given.Body["expiresAt"]!);
        Assert.Contains(await writable.Site.Database.Dirty.FirstAsync(Site.Workspace, 1000, TestContext.Current.CancellationToken), d => d.AccountId == "acc-107");
        Assert.Equal(409, (await client.PostJsonAsync("/accounts/acc-107/overrides", """{"value": 60, "reason": "Again", "externalId": "crm-1"}""")).Status);
        var entries = await writable.Site.Database.Audit.ListAsync(Site.Workspace, new() { Action = "override", Subject = "acc-107" }, TestContext.Current.CancellationToken);
        Assert.Contains("New sponsor", Assert.Single(entries).After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"value": 101, "reason": "x"}""", "value")]
    [InlineData("""{"reason": "x"}""", "value")]
    [InlineData("""{"value": 50}""", "reason")]
    [InlineData("""{"value": 50, "reason": " "}""", "reason")]
    [InlineData("""{"tier": "purple", "reason": "x"}""", "tier")]
    [InlineData("""{"value": 90, "tier": "red", "reason": "x"}""", "tier")]
    [InlineData("""{"score": "luck", "value": 50, "reason": "x"}""", "score")]
    [InlineData("""{"value": 50, "reason": "x", "expiresAt": "2026-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"value": "many", "reason": 7, "expiresAt": "soon", "colour": "red"}""", "colour", "expiresAt", "reason", "value")]
    [InlineData("""{"value": 1e999, "reason": "\ud800"}""", "reason", "value")]
    [InlineData("""{"value": 50, "reason": "a\u0000b"}""", "reason")]
    [InlineData("""{"value": 50, "value": 60, "reason": "x"}""", "body")]
    [InlineData("""[]""", "body")]
    [InlineData("""{""", "body")]
    public async Task All_mistakes_of_an_override_are_told_at_once_by_their_fields(string json, params string[] fields)
    {
        using var client = writable.Client();
        var refused = await client.PostJsonAsync("/accounts/acc-108/overrides", json);

        Assert.Equal(400, refused.Status);
        Assert.Equal(fields, refused.Errors);
        Assert.Empty((await client.ReadAsync("/accounts/acc-108/assessments"))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_was_said_is_ended_by_whoever_has_seen_it_as_it_is()
    {
        using var client = writable.Client();
        await client.PostJsonAsync("/accounts/acc-109/pulses", """{"word": "worried", "externalId": "p"}""");
        const string Address = "/accounts/acc-109/assessments/p";
        var seen = await client.SendAsync(HttpMethod.Get, Address, null);
        Assert.Equal(304, (await client.SendAsync(HttpMethod.Get, Address, null, ifNoneMatch: seen.ETag)).Status);
        Assert.Equal(412, (await client.PostJsonAsync(Address + "/end", null, ifMatch: "\"other\"")).Status);
        Assert.Single((await client.ReadAsync("/accounts/acc-109/assessments?valid=true&type=pulse"))["items"]!.AsArray());

        var ended = await client.PostJsonAsync(Address + "/end", null, ifMatch: seen.ETag);
        Assert.Equal((200, false), (ended.Status, (bool)ended.Body!["isValid"]!));
        Assert.NotEqual(seen.ETag, ended.ETag);
        Assert.Equal(409, (await client.PostJsonAsync(Address + "/end", null)).Status);
        Assert.Equal(404, (await client.PostJsonAsync("/accounts/acc-109/assessments/q/end", null)).Status);
        Assert.Empty((await client.ReadAsync("/accounts/acc-109/assessments?valid=true"))["items"]!.AsArray());
        Assert.Single((await client.ReadAsync("/accounts/acc-109/assessments"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Nothing_is_said_of_an_account_that_nobody_knows()
    {
        using var client = writable.Client();
        Assert.Equal(404, (await client.PostJsonAsync("/accounts/nobody/pulses", """{"value": 5}""")).Status);
        Assert.Equal(404, (await client.PostJsonAsync("/accounts/nobody/overrides", """{"value": 5, "reason": "x"}""")).Status);
        Assert.Equal(404, (await client.PostJsonAsync("/accounts/nobody/outcomes", """{"type": "churned"}""")).Status);
        Assert.Equal(404, (await client.AskAsync("/accounts/nobody/assessments")).Status);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_or_too_long_is_refused()
    {
        using var client = writable.Client();
        using var form = new FormUrlEncodedContent([]);
        Assert.Equal(415, (await client.SendAsync(HttpMethod.Post, "/accounts/acc-108/pulses", form)).Status);
        Assert.Equal(413, (await client.PostJsonAsync("/accounts/acc-108/pulses", $$"""{"note": "{{new string('x', 1_100_000)}}"}""")).Status);
        Assert.Equal(400, (await client.PostJsonAsync("/accounts/acc-108/pulses", $$"""{"note": {{new string('[', 50_000)}}""")).Status);
    }

    [Fact]
    public async Task An_outcome_is_kept_as_it_happened()
    {
        using var client = writable.Client();
        var added = await client.PostJsonAsync("/accounts/acc-110/outcomes", """{"type": "contracted", "amount": -12000, "occurredAt": "2026-10-01T00:00:00Z", "reason": "seats", "externalId": "o1"}""");

        Assert.Equal(201, added.Status);
        var listed = Assert.Single((await client.ReadAsync("/accounts/acc-110/outcomes"))["items"]!.AsArray())!;
        Assert.Equal(("o1", "contracted", -12000.0, "seats"), ((string?)listed["id"], (string?)listed["type"], (double?)listed["amount"], (string?)listed["reason"]));
        Assert.Equal(409, (await client.PostJsonAsync("/accounts/acc-110/outcomes", """{"type": "renewed", "externalId": "o1"}""")).Status);
        Assert.Equal(["occurredAt", "type"], (await client.PostJsonAsync("/accounts/acc-110/outcomes", """{"type": "won", "occurredAt": "2999-01-01T00:00:00Z"}""")).Errors);
    }
}
