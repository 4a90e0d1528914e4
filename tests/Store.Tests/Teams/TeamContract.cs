using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Store.Audit;
using Mainstay.Store.Book;
using Mainstay.Store.Teams;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Teams;

public abstract class TeamContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly string[] Book = ["a", "b", "c", "d"];

    [Fact]
    public async Task A_team_is_what_was_assigned_and_otherwise_the_owner_and_the_reporting_lines()
    {
        await FillAsync();
        await Store.Teams.SetManagerAsync("w", "ana@x", "Mia@x", By, Ct);
        await Store.Teams.SetManagerAsync("w", "mia@x", "vic@x", By, Ct);
        Assert.Equal(new AccountTeam("Ana@x", null, "mia@x", "vic@x"), await TeamAsync("a"));
        await Store.Teams.AssignAsync("w", "a", TeamRole.Am, "al@x", By, Ct);
        await Store.Teams.AssignAsync("w", "a", TeamRole.Vp, "vera@x", By, Ct);
        Assert.True(await Store.Teams.AssignAsync("w", "a", TeamRole.Csm, "Bob@x", By, Ct));
        Assert.False(await Store.Teams.AssignAsync("w", "a", TeamRole.Csm, "bob@x", By, Ct));
        Assert.Equal(new AccountTeam("bob@x", "al@x", null, "vera@x"), await TeamAsync("a"));
        Assert.Equal(new AccountTeam(null, null, null, null), await TeamAsync("d"));
        Assert.Equal(new AccountTeam(null, null, null, null), await Store.Teams.OfAccountAsync("v", "a", Ct));
    }

    [Fact]
    public async Task A_reporting_line_never_leads_back_to_its_beginning()
    {
        Assert.True(await Store.Teams.SetManagerAsync("w", "a@x", "b@x", By, Ct));
        Assert.True(await Store.Teams.SetManagerAsync("w", "b@x", "c@x", By, Ct));
        Assert.False(await Store.Teams.SetManagerAsync("w", "c@x", "A@x", By, Ct));
        Assert.False(await Store.Teams.SetManagerAsync("w", "a@x", "a@x", By, Ct));
        Assert.True(await Store.Teams.SetManagerAsync("w", "b@x", null, By, Ct));
        Assert.True(await Store.Teams.SetManagerAsync("w", "c@x", "a@x", By, Ct));
    }

    [Fact]
    public async Task Own_team_and_delegated_accounts_are_within_reach_and_no_others()
    {
        await FillAsync();
        await Store.Teams.SetManagerAsync("w", "ana@x", "mia@x", By, Ct);
        await Store.Teams.SetManagerAsync("w", "mia@x", "vic@x", By, Ct);
        await Store.Teams.AssignAsync("w", "d", TeamRole.Am, "ana@x", By, Ct);
        Assert.Equal(["a", "d"], await WithinAsync("ana@x", isTeam: false));
        Assert.Empty(await WithinAsync("mia@x", isTeam: false));
        Assert.Equal(["a", "d"], await WithinAsync("mia@x", isTeam: true));
        Assert.Equal(["a", "d"], await WithinAsync("vic@x", isTeam: true));
        Assert.Equal(["b"], await WithinAsync("BOB@x", isTeam: true));

        await Store.Teams.DelegateAsync("w", new Delegation("ana@x", "bob@x", Today, Today.AddDays(1)), By, Ct);
        Assert.Equal(["a", "b", "d"], await WithinAsync("bob@x", isTeam: false));
        Assert.Equal(["b"], await WithinAsync("bob@x", isTeam: false, Today.AddDays(2)));
        Assert.Equal(["b"], await WithinAsync("bob@x", isTeam: false, Today.AddDays(-1)));
        Assert.True(await Store.Teams.EndDelegationAsync("w", "ana@x", "bob@x", By, Ct));
        Assert.Equal(["b"], await WithinAsync("bob@x", isTeam: false));
        Assert.Empty(await WithinAsync("', 'ana@x", isTeam: false));
    }

    [Fact]
    public async Task A_book_within_reach_counts_lists_and_offers_only_what_is_in_it()
    {
        await FillAsync();
        var reach = Reach.Of(["ana@x"]);
        var page = await Store.Book.ReadAsync(new BookQuery { Workspace = "w", Reach = reach }, Ct);
        Assert.Equal((1, 1, "Ana@x"), (page.Total, page.Tiers.Sum(t => t.Accounts), Assert.Single(page.Owners)));
        Assert.Equal(["a"], (await Store.Book.ListAsync(new BookQuery { Workspace = "w", Reach = reach }, Today, null, Ct)).Select(a => a.Row.AccountId));
        Assert.Empty((await Store.Book.ReadAsync(new BookQuery { Workspace = "w", Reach = Reach.Of([]) }, Ct)).Rows);
        Assert.Equal(4, (await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct)).Total);
        Assert.Equal(["a-task"], (await Store.Tasks.ListAsync("w", true, null, null, reach, Ct)).Select(t => t.Key));
        Assert.True(await Store.Tasks.IsWithinAsync("w", reach, "a-task", Ct));
        Assert.False(await Store.Tasks.IsWithinAsync("w", reach, "b-task", Ct));
    }

    [Fact]
    public async Task What_was_said_of_accounts_is_found_by_its_type_within_reach_with_outcomes_and_nothing_else()
    {
        await FillAsync();
        foreach (var (account, type) in ((string, string)[])[("a", "misscored"), ("a", "pulse"), ("b", "misscored"), ("c", "pulse")])
        {
            await AppendAsync(Fact.Of(FactKinds.Assessments, account, $"{account}-{type}", Instant.OfUtc(Today), ("type", FactValue.Of(type)), ("note", FactValue.Of("says \"type\":\"misscored\""))));
            await AppendAsync(Fact.Of(FactKinds.Outcomes, account, "left", Instant.OfUtc(Today), ("type", FactValue.Of("churned"))), Fact.Of(FactKinds.Usage, account, "u", Instant.OfUtc(Today)));
        }

        var found = await Store.Facts.LoadAssessedAsync("w", "misscored", Reach.All, Ct);
        Assert.Equal(["a", "b"], found.Select(a => a.AccountId));
        Assert.Equal((2, 1, 0), (found[0][FactKinds.Assessments].Count, found[0][FactKinds.Outcomes].Count, found[0][FactKinds.Usage].Count));
        Assert.Equal(["a"], (await Store.Facts.LoadAssessedAsync("w", "misscored", Reach.Of(["ana@x"]), Ct)).Select(a => a.AccountId));
        Assert.Empty(await Store.Facts.LoadAssessedAsync("w", "misscored", Reach.Of([]), Ct));
        Assert.Empty(await Store.Facts.LoadAssessedAsync("other", "misscored", Reach.All, Ct));

        Task AppendAsync(params Fact[] facts) => Store.Facts.AppendAsync("w", facts.ToAsyncEnumerable(), recordedAt: null, progress: null, Ct);
    }

    [Fact]
    public async Task Handing_over_moves_accounts_their_open_tasks_and_what_the_book_shows_also_after_the_next_scoring()
    {
        await FillAsync();
        await Store.Tasks.CompleteAsync("w", "b-task", By, Ct);
        Assert.Equal(1, await Store.Teams.ReassignAsync("w", TeamRole.Csm, "ANA@x", "zoe@x", null, By, Ct));
        Assert.Equal(0, await Store.Teams.ReassignAsync("w", TeamRole.Csm, "ana@x", "zoe@x", null, By, Ct));
        Assert.Equal(0, await Store.Teams.ReassignAsync("w", TeamRole.Csm, "bob@x", "zoe@x", ["c"], By, Ct));
        Assert.Equal("zoe@x", (await Store.Tasks.ListAsync("w", true, null, "a", Ct))[0].Assignee);
        Assert.Equal(["a"], await WithinAsync("zoe@x", isTeam: false));
        await CommitAsync(Today.AddDays(1));
        Assert.Equal(["a"], await WithinAsync("zoe@x", isTeam: false));
        Assert.Contains((await Store.Audit.ListAsync("w", new AuditQuery { Action = "team" }, Ct)), e => e.Subject == "a" && e.After == """{"role":"csm","person":"zoe@x"}""");
    }

    [Theory]
    [InlineData(TeamRole.Csm, "ana@x")]
    [InlineData(TeamRole.Manager, "mia@x")]
    [InlineData(TeamRole.Vp, "stand-in@x")]
    [InlineData(TeamRole.Am, "ana@x")]
    public async Task A_new_task_is_for_whoever_has_the_role_or_stands_in_for_them_or_else_for_the_csm(TeamRole role, string assignee)
    {
        await Store.Teams.SetManagerAsync("w", "ana@x", "mia@x", By, Ct);
        await Store.Teams.SetManagerAsync("w", "mia@x", "vic@x", By, Ct);
        await Store.Teams.DelegateAsync("w", new Delegation("vic@x", "stand-in@x", Today, Today), By, Ct);
        await Store.Snapshots.CommitAsync(
            "w", Of(Today, Snapshot("a", Today, 20)).With(Decision("k", "a", Today, assignee: "ana@x") with { Assign = role }), Ct);
        Assert.Equal(assignee, Assert.Single(await Store.Tasks.ListAsync("w", true, null, null, Ct)).Assignee);
    }

    private Task<AccountTeam> TeamAsync(string account) => Store.Teams.OfAccountAsync("w", account, Ct);

    private async Task<string[]> WithinAsync(string email, bool isTeam, DateOnly? day = null)
    {
        var reach = await Store.Teams.ReachAsync("w", email, isTeam, day ?? Today, Ct);
        var listed = (await Store.Book.ReadAsync(new BookQuery { Workspace = "w", Reach = reach, Sort = BookSort.Name }, Ct)).Rows.Select(r => r.AccountId).ToArray();
        foreach (var account in Book)
        {
            Assert.Equal(listed.Contains(account, StringComparer.Ordinal), await Store.Teams.IsWithinAsync("w", reach, account, Ct));
        }

        Assert.False(await Store.Teams.IsWithinAsync("v", reach, "a", Ct));
        return listed;
    }

    private async Task FillAsync()
    {
        await CommitAsync(Today);
        await Store.Snapshots.CommitAsync(
            "w", Of(Today).With(Decision("a-task", "a", Today, assignee: "Ana@x"), Decision("b-task", "b", Today, assignee: "bob@x")), Ct);
    }

    private Task<Mainstay.Store.Snapshots.CommitResult> CommitAsync(DateOnly day) => Store.Snapshots.CommitAsync("w", Of(day, [.. Book.Select(a => Snapshot(a, day, 50))]) with
    {
        Profiles = [.. Book.Select(a => new CompanyProfile { AccountId = a, Name = a, Owner = a switch { "a" => "Ana@x", "b" => "bob@x", "c" => "cleo@x", _ => null } })],
    }, Ct);
}
