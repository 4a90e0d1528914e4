using Mainstay.Store.Audit;

namespace Mainstay.Web.Tests.Api.Writing;

public sealed class PeopleApiTests(WritableSite writable)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_given_a_role_of_an_account_has_it_until_it_is_given_back()
    {
        using var client = writable.Client();
        var before = await client.ReadAsync("/accounts/acc-112/team");
        var given = await client.PostJsonAsync("/accounts/acc-112/team", """{"role": "csm", "person": "New@Example.com"}""");
        Assert.Equal((200, "new@example.com"), (given.Status, (string?)given.Body!["csm"]));
        Assert.Equal("new@example.com", (string?)(await client.ReadAsync("/accounts/acc-112/team"))["csm"]);
        Assert.Equal(["person", "role"], (await client.PostJsonAsync("/accounts/acc-112/team", """{"role": "boss", "person": "nobody"}""")).Errors);
        Assert.Equal(404, (await client.PostJsonAsync("/accounts/none/team", """{"role": "am", "person": "a@example.com"}""")).Status);

        var moved = await client.PostJsonAsync("/reassignments", """{"role": "csm", "from": "new@example.com", "to": "next@example.com", "accounts": ["acc-111", "acc-112"]}""");
        Assert.Equal(1, (int)moved.Body!["moved"]!);
        Assert.Equal("next@example.com", (string?)(await client.ReadAsync("/accounts/acc-112/team"))["csm"]);
        Assert.Equal("next@example.com", (string?)(await client.ReadAsync("/accounts/acc-112"))["owner"]);
        Assert.Contains("next@example.com", await client.GetStringAsync("/accounts/acc-112", Ct), StringComparison.Ordinal);

        await client.PostJsonAsync("/accounts/acc-112/team", """{"role": "am", "person": "seller@example.com"}""");
        Assert.Equal("seller@example.com", (string?)(await client.ReadAsync("/accounts/acc-112/team"))["am"]);
        await client.PostJsonAsync("/accounts/acc-112/team", """{"role": "am"}""");
        Assert.Equal((string?)before["am"], (string?)(await client.ReadAsync("/accounts/acc-112/team"))["am"]);
    }

    [Fact]
    public async Task A_reporting_line_does_not_lead_back_to_its_beginning()
    {
        using var client = writable.Client();
        await client.PostJsonAsync("/reporting-lines", """{"person": "a@lines.example", "manager": "b@lines.example"}""");
        var lines = (await client.PostJsonAsync("/reporting-lines", """{"person": "b@lines.example", "manager": "c@lines.example"}""")).Body!["items"]!.AsArray();
        Assert.Contains(lines, l => (string?)l!["person"] == "b@lines.example" && (string?)l["manager"] == "c@lines.example");
        Assert.Equal(409, (await client.PostJsonAsync("/reporting-lines", """{"person": "c@lines.example", "manager": "a@lines.example"}""")).Status);
    }

    [Fact]
    public async Task A_stand_in_has_a_first_and_a_last_day_and_ends_once()
    {
        using var client = writable.Client();
        Assert.Equal(["delegate", "through"], (await client.PostJsonAsync("/delegations", """{"person": "a@away.example", "delegate": "a@away.example", "from": "2026-12-02", "through": "2026-12-01"}""")).Errors);
        Assert.Equal(200, (await client.PostJsonAsync("/delegations", """{"person": "a@away.example", "delegate": "b@away.example", "from": "2099-12-01", "through": "2099-12-02"}""")).Status);
        Assert.Contains((await client.ReadAsync("/delegations"))["items"]!.AsArray(), d => (string?)d!["delegate"] == "b@away.example");
        var end = """{"person": "a@away.example", "delegate": "b@away.example"}""";
        Assert.Equal(200, (await client.PostJsonAsync("/delegations/end", end)).Status);
        Assert.Equal(409, (await client.PostJsonAsync("/delegations/end", end)).Status);
    }

    [Fact]
    public async Task A_member_gets_a_role_and_no_answer_carries_a_password()
    {
        using var client = writable.Client();
        Assert.Equal(["email", "role"], (await client.PostJsonAsync("/members", """{"email": "nobody", "role": "king"}""")).Errors);
        Assert.Equal(["reach"], (await client.PostJsonAsync("/members", """{"email": "m@example.com", "role": "csm", "reach": "far"}""")).Errors);
        var added = await client.PostJsonAsync("/members", """{"email": "Member@Example.com", "role": "csm", "reach": "own"}""");
        Assert.Equal(("member@example.com", "csm", "own"), ((string?)added.Body!["email"], (string?)added.Body["role"], (string?)added.Body["reach"]));
        Assert.Equal(["createdAt", "disabledAt", "email", "reach", "role"], added.Body.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        await client.PostJsonAsync("/members", """{"email": "member@example.com", "role": "ops", "reach": "own"}""");
        var kept = (await client.ReadAsync("/members"))["items"]!.AsArray().Single(m => (string?)m!["email"] == "member@example.com")!;
        Assert.Equal(("ops", "all"), ((string?)kept["role"], (string?)kept["reach"]));

        Assert.Equal(200, (await client.PostJsonAsync("/members/remove", """{"email": "member@example.com"}""")).Status);
        Assert.Equal(409, (await client.PostJsonAsync("/members/remove", """{"email": "stranger@example.com"}""")).Status);
    }

    [Fact]
    public async Task The_pages_of_the_audit_log_tell_every_entry_once_the_newest_first()
    {
        using var client = writable.Client();
        for (var i = 0; i < 5; i++)
        {
            await client.PostJsonAsync("/accounts/acc-111/team", $$"""{"role": "vp", "person": "vp{{i}}@example.com"}""");
            await client.PostJsonAsync("/members", $$"""{"email": "audited{{i}}@example.com", "role": "csm"}""");
        }

        var told = new List<(string? Log, long Number)>();
        string? cursor = null;
        do
        {
            var page = await client.ReadAsync("/audit?limit=3" + (cursor is null ? "" : $"&cursor={cursor}"));
            told.AddRange(page["items"]!.AsArray().Select(e => ((string?)e!["log"], (long)e["number"]!)));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        var all = await writable.Site.Database.Audit.ListAsync(Site.Workspace, new AuditQuery { Limit = 500 }, Ct);
        Assert.True(told.Count > 10);
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Empty(all.TakeLast(told.Count - 20).Select(e => (e.IsOfInstallation ? "installation" : "workspace", e.Number)).Except(told.Select(t => (t.Log!, t.Number))));
        foreach (var log in told.GroupBy(t => t.Log))
        {
            Assert.Equal(log.OrderByDescending(t => t.Number), log);
        }

        var vp = (await client.ReadAsync("/audit?action=team&subject=acc-111&limit=1"))["items"]!.AsArray().Single()!;
        Assert.Equal(("team.assigned", "vp4@example.com", "vp3@example.com"), ((string?)vp["action"], (string?)vp["after"]!["person"], (string?)vp["before"]!["person"]));
    }

    [Fact]
    public async Task An_account_that_is_merged_is_part_of_the_other_until_it_is_parted_again()
    {
        using var client = writable.Client();
        var merge = """{"account": "acc-117", "into": "acc-118"}""";
        Assert.True((int)(await client.PostJsonAsync("/merges", merge)).Body!["facts"]! > 0);
        Assert.Contains((await client.ReadAsync("/merges"))["items"]!.AsArray(), m => (string?)m!["account"] == "acc-117" && (string?)m["into"] == "acc-118");
        Assert.Equal(409, (await client.PostJsonAsync("/merges", """{"account": "acc-118", "into": "acc-117"}""")).Status);
        var page = await client.GetStringAsync("/accounts/acc-117", Ct);
        Assert.Contains("The account acc-117 was merged into acc-118 on ", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts/acc-118\"", page, StringComparison.Ordinal);
        Assert.Equal(200, (await client.PostJsonAsync("/merges/end", """{"account": "acc-117"}""")).Status);
        Assert.Equal(409, (await client.PostJsonAsync("/merges/end", """{"account": "acc-117"}""")).Status);
    }

    [Fact]
    public async Task A_person_is_told_what_is_known_of_them_and_then_forgotten()
    {
        using var client = writable.Client();
        Assert.Equal(201, (await client.SendAsync(HttpMethod.Post, "/imports?template=contacts", new StringContent(
            "account_id,id,name,email,role\nacc-119,c-gone,Gone Person,gone@example.com,champion\n", System.Text.Encoding.UTF8, "text/csv"))).Status);
        const string Names = """{"names": ["GONE@example.com"]}""";
        var known = (await client.PostJsonAsync("/contacts/export", Names)).Body!;
        Assert.Equal(("acc-119", "contacts", "gone@example.com"), ((string?)known["facts"]![0]!["account"], (string?)known["facts"]![0]!["fact"]!["kind"], (string?)known["facts"]![0]!["fact"]!["values"]!["email"]));
        Assert.Contains("c-gone", known["knownBy"]!.AsArray().Select(n => (string?)n));

        Assert.True((int)(await client.PostJsonAsync("/contacts/erase", Names)).Body!["changed"]! > 0);
        Assert.Empty((await client.PostJsonAsync("/contacts/export", Names)).Body!["facts"]!.AsArray());
        Assert.DoesNotContain("Gone Person", (await client.ReadAsync("/accounts/acc-119/contacts")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["names"], (await client.PostJsonAsync("/contacts/erase", """{"names": ["ab"]}""")).Errors);
    }
}
