using System.Net;
using Mainstay.Store.Tasks;

namespace Mainstay.Web.Tests;

/// <summary>What the buttons do without any script; one account's task is theirs alone.</summary>
public sealed class TaskPageTests(Site site)
{
    private const string Account = "/accounts/acc-116";

    [Fact]
    public async Task A_task_is_done_and_reopened_by_plain_forms()
    {
        using var browser = site.Browser();
        var before = await browser.PageAsync(Account);
        var key = Html.Hidden(before, "key");
        Assert.NotEmpty(key);

        var done = await PostAsync(browser, "/tasks/done", before);
        Assert.Contains("1 task done", done, StringComparison.Ordinal);
        Assert.Contains("/tasks/reopened", done, StringComparison.Ordinal);
        Assert.Contains("done 1 Nov 2026", await browser.PageAsync("/tasks?show=done"), StringComparison.Ordinal);

        var reopened = await PostAsync(browser, "/tasks/reopened", done);
        Assert.Contains("Mark done", reopened, StringComparison.Ordinal);
        Assert.DoesNotContain("1 task done", reopened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_worked_on_a_done_task_says_whether_it_was_right()
    {
        using var browser = site.Browser();
        var done = await PostAsync(browser, "/tasks/done", await browser.PageAsync(Account));
        var key = Html.Hidden(done, "key");
        Assert.Contains("value=\"premature\" aria-pressed=\"true\"", await PostAsync(browser, "/tasks/feedback", done, KeyValuePair.Create("feedback", "premature")), StringComparison.Ordinal);
        var task = (await site.Database.Tasks.ListAsync(Site.Workspace, open: false, assignee: null, account: null, TestContext.Current.CancellationToken)).Single(t => t.Key == key);
        Assert.Equal(TaskFeedback.Premature, task.Feedback);
        await PostAsync(browser, "/tasks/reopened", done);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("valid, false")]
    [InlineData("")]
    public async Task What_is_no_word_for_a_task_is_refused(string said)
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync(Account);
        using var form = new FormUrlEncodedContent([new("key", Html.Hidden(page, "key")), new("feedback", said), new("__RequestVerificationToken", Html.Hidden(page, "__RequestVerificationToken"))]);
        using var answer = await browser.PostAsync("/tasks/feedback", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var browser = site.Browser();
        var key = Html.Hidden(await browser.PageAsync(Account), "key");
        using var form = new FormUrlEncodedContent([new("key", key), new("back", Account)]);
        using var response = await browser.PostAsync("/tasks/done", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("reload it and try again", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var open = await site.Database.Tasks.ListAsync(Site.Workspace, open: true, assignee: null, account: null, TestContext.Current.CancellationToken);
        Assert.Contains(open, task => task.Key == key);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("")]
    public async Task A_form_leads_back_only_to_pages_of_this_site(string back)
    {
        using var browser = site.Browser(followsRedirects: false);
        var page = await browser.PageAsync(Account);
        using var form = new FormUrlEncodedContent(
            [new("key", "no-such-task"), new("back", back), new("__RequestVerificationToken", Html.Hidden(page, "__RequestVerificationToken"))]);
        using var response = await browser.PostAsync("/tasks/done", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/tasks", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Tasks_are_filtered_by_who_has_to_do_them()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/tasks?assignee=jonas.weber%40example.com");

        Assert.Contains("Kestrel Logistics", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Meridian Foods", page, StringComparison.Ordinal);
        Assert.Contains("overdue", page, StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(HttpClient browser, string address, string page, params KeyValuePair<string, string>[] more)
    {
        using var form = new FormUrlEncodedContent(new[] { "key", "back", "__RequestVerificationToken" }
            .Select(name => KeyValuePair.Create(name, Html.Hidden(page, name))).Concat(more));
        using var response = await browser.PostAsync(address, form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
