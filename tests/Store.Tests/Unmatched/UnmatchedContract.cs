using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Store.Unmatched;

namespace Mainstay.Store.Tests.Unmatched;

public abstract class UnmatchedContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Fact]
    public async Task A_fact_moves_to_its_account_when_that_has_come_by_whatever_it_is_found()
    {
        AccountClaim[][] claims =
        [
            [new AccountClaim.KnownId("acme")],
            [new AccountClaim.KnownId("gone"), new AccountClaim.Email("Anna+x@acme.com")],
            [new AccountClaim.Domain("https://www.acme.com")],
            [new AccountClaim.Owner(FactKinds.Subscriptions, "s1")],
        ];
        await SaveAsync("w", [.. claims, [new AccountClaim.Email("x@gmail.com")], []]);
        Assert.Equal(0, await Store.Unmatched.AttachAsync("w", Ct));
        Assert.Equal(6, (await Store.Unmatched.ListAsync("w", 0, 10, Ct)).Count);

        await AppendAsync("w", Make(FactKinds.Companies, "acme", "acme", 0, "domain", "acme.com"), Make(FactKinds.Subscriptions, "acme", "s1", 0, "plan", "pro"));
        Assert.Equal(4, await Store.Unmatched.AttachAsync("w", Ct));
        Assert.Equal(0, await Store.Unmatched.AttachAsync("w", Ct));

        var acme = (await Store.Facts.LoadAccountAsync("w", "acme", Ct))!;
        Assert.Equal(4, acme[FactKinds.Usage].Count);
        Assert.Equal(["f.csv:4", "f.csv:5"], (await Store.Unmatched.ListAsync("w", 0, 10, Ct)).Select(u => $"{u.File}:{u.Line}"));
        Assert.Equal(2, (await Store.Unmatched.CountAsync("w", Ct))[UnmatchedReason.UnknownEmail.Word()]);
    }

    [Fact]
    public async Task The_same_import_again_keeps_the_same_list()
    {
        AccountClaim[][] claims = [[new AccountClaim.Email("a@x.example")], [new AccountClaim.Email("a@x.example")], []];
        await SaveAsync("w", claims);
        await SaveAsync("w", claims);

        Assert.Equal(3, (await Store.Unmatched.ListAsync("w", 0, 10, Ct)).Count);
        Assert.Equal(3, (await Store.Unmatched.IndexAsync("w", Ct)).Count);
    }

    [Fact]
    public async Task A_list_is_its_workspaces_own()
    {
        await SaveAsync("w", [[new AccountClaim.Email("a@acme.com")]]);
        await AppendAsync("v", Make(FactKinds.Companies, "acme", "acme", 0, "domain", "acme.com"));

        Assert.Empty(await Store.Unmatched.ListAsync("v", 0, 10, Ct));
        Assert.Equal(0, await Store.Unmatched.AttachAsync("w", Ct));
        Assert.Equal(0, await Store.Unmatched.AttachAsync("v", Ct));
    }

    [Fact]
    public async Task What_a_person_attaches_is_the_accounts_and_waits_to_be_scored_and_what_they_dismiss_is_gone()
    {
        await AppendAsync("w", Make(FactKinds.Companies, "acme", "acme", 0, "name", "Acme"));
        await Store.Dirty.FirstAsync("w", 10, Ct);
        await SaveAsync("w", [[new AccountClaim.Email("a@x.example")], [new AccountClaim.Email("b@x.example")], [new AccountClaim.Email("c@x.example")]]);
        var first = Assert.Single(await Store.Unmatched.ListAsync("w", null, null, 1, Ct));
        var rest = await Store.Unmatched.ListAsync("w", UnmatchedReason.UnknownEmail.Word(), (first.File, first.Line, first.Key), 10, Ct);
        Assert.Equal([1L, 2L], rest.Select(r => r.Line));
        Assert.Empty(await Store.Unmatched.ListAsync("w", UnmatchedReason.UnknownId.Word(), null, 10, Ct));
        var marks = (await Store.Dirty.FirstAsync("w", 10, Ct))[0].Marks;

        Assert.Equal(1, await Store.Unmatched.AttachAsync("w", [first.Key, first.Key, "unknown"], "acme", By, Ct));
        Assert.Equal(1, await Store.Unmatched.DismissAsync("w", [rest[0].Key, first.Key], By, Ct));

        Assert.Equal(marks + 1, (await Store.Dirty.FirstAsync("w", 10, Ct))[0].Marks);
        Assert.Equal(1, (await Store.Facts.LoadAccountAsync("w", "acme", Ct))![FactKinds.Usage].Count);
        Assert.Equal([2L], (await Store.Unmatched.ListAsync("w", null, null, 10, Ct)).Select(r => r.Line));
    }

    private async Task SaveAsync(string workspace, AccountClaim[][] claims)
    {
        using var keys = new UnmatchedKeys();
        await Store.Unmatched.SaveAsync(
            workspace,
            [.. claims.Select((c, i) => (Fact: Make(FactKinds.Usage, "", null, 1, "event", "login"), Claims: c, Line: i))
                .Select(f => new UnmatchedFact(keys.Key(f.Fact, f.Claims), f.Fact, f.Claims, UnmatchedReason.UnknownEmail, "f.csv", f.Line, "who", "x"))],
            Ct);
    }

    private Task<Mainstay.Store.Facts.FactWriteResult> AppendAsync(string workspace, params Fact[] facts) => Store.Facts.AppendAsync(workspace, facts.ToAsyncEnumerable(), null, null, Ct);

    private static Fact Make(FactKind kind, string account, string? id, int day, string field, string text) => new()
    {
        Kind = kind,
        Account = account,
        Id = id,
        At = new Instant(day * Instant.MicrosPerDay),
        Values = [.. kind.Fields.Select(f => f.Name == field ? FactValue.Of(text) : default)],
    };
}
