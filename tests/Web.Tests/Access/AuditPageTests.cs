using System.Net;

namespace Mainstay.Web.Tests.Access;

public sealed class AuditPageTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_sees_who_did_a_task_from_where_and_a_csm_sees_no_log()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "auditor@example.com", "admin");
        await ClosedSite.AddAsync(site, "worker@example.com", "csm");
        using var worker = closed.Browser();
        await ClosedSite.SignInAsync(worker, "worker@example.com");
        var key = (await site.Database.Tasks.ListAsync(Site.Workspace, open: true, null, null, Ct))[0].Key;
        foreach (var action in (string[])["/tasks/done", "/tasks/reopened"])
        {
            using var done = await ClosedSite.PostAsync(worker, "/tasks", action, ("key", key), ("back", "/tasks"));
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        }

        using var refused = await worker.GetAsync("/audit", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("href=\"/audit\"", await worker.GetStringAsync("/tasks", Ct), StringComparison.Ordinal);

        using var auditor = closed.Browser();
        await ClosedSite.SignInAsync(auditor, "auditor@example.com");
        var page = await auditor.GetStringAsync("/audit?by=worker@example.com", Ct);
        Assert.All(["task.done", "task.reopened", "worker@example.com", "127.0.0.1", WebUtility.HtmlEncode(key)], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Contains("href=\"/audit\"", page, StringComparison.Ordinal);
    }
}
