using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Core.Tests.Facts.Identity;

public sealed class AccountDirectoryTests
{
    private static readonly string[] Accounts = ["acme", "bolt", "core", "dune"];
    private static readonly string[] Domains = ["acme.com", "eu.acme.com", "bolt.example", "gmail.com", "co.uk", "acme.co.uk"];
    private static readonly string[] Addresses =
    [
        "anna@acme.com", "ben@eu.acme.com", "cleo@fr.acme.com", "dora@gmail.com", "eva@bolt.example", "finn@acme.co.uk", "gina@other.co.uk", "hugo@nowhere.example", "none",
    ];

    private static readonly Gen<Fact> Facts = Gen.OneOf(
        from account in Gen.Elements(Accounts)
        from domains in Gen.Elements(Domains).ListOf()
        from day in Gen.Choose(0, 2)
        select Company(account, string.Join(' ', domains.Take(2)), day),
        from account in Gen.Elements(Accounts)
        from address in Gen.Elements(Addresses)
        from isPrimary in Gen.Elements([true, false])
        from day in Gen.Choose(0, 2)
        select Contact(account, address, isPrimary, day));

    private static readonly Gen<AccountClaim[]> Claims = Gen.OneOf(
        Gen.Elements(Accounts.Append("unknown").ToArray()).Select(a => (AccountClaim)new AccountClaim.KnownId(a)),
        Gen.Elements(Addresses).Select(a => (AccountClaim)new AccountClaim.Email(a)),
        Gen.Elements(Domains.Concat(Addresses).ToArray()).Select(d => (AccountClaim)new AccountClaim.Domain(d)),
        Gen.Elements(["s1", "s2", "s9"]).Select(s => (AccountClaim)new AccountClaim.Owner(FactKinds.Subscriptions, s))).ArrayOf()
        .Select(claims => claims.Take(3).ToArray());

    [Fact]
    public void Random_claims_in_random_books_find_what_a_plain_reading_of_the_rules_finds() =>
        Prop.ForAll((from facts in Facts.ListOf() from claims in Claims.ListOf() select (facts, claims)).ToArbitrary(), given =>
        {
            var directory = Directory(given.facts);
            return given.claims.All(claims => AccountMatch.Of(claims, directory.Find, out _) == Naive([.. given.facts], claims));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Neither_the_order_of_facts_nor_the_way_they_are_put_together_changes_an_answer() =>
        Prop.ForAll((from facts in Facts.ListOf() from shuffled in Gen.Shuffle(facts.ToArray()) from cut in Gen.Choose(0, facts.Count) select (facts, shuffled, cut)).ToArbitrary(), given =>
        {
            var (one, two) = (Directory(given.facts), Directory(given.shuffled.Take(given.cut)));
            two.Learn(Directory(given.shuffled.Skip(given.cut)));
            return Addresses.All(a => one.Find(new AccountClaim.Email(a)) == two.Find(new AccountClaim.Email(a)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void The_most_specific_domain_wins()
    {
        var directory = Directory([Company("acme", "acme.com", 0), Company("bolt", "eu.acme.com", 0)]);

        Assert.Equal("bolt", directory.Find(new AccountClaim.Email("x@paris.eu.acme.com")).Account);
        Assert.Equal("acme", directory.Find(new AccountClaim.Email("x@us.acme.com")).Account);
        Assert.Equal("acme", directory.Find(new AccountClaim.Domain("https://www.acme.com/")).Account);
        Assert.Equal(UnmatchedReason.UnknownEmail, directory.Find(new AccountClaim.Email("x@badacme.com")).Reason);
    }

    [Fact]
    public void A_public_domain_matches_nobody_even_where_a_company_names_it()
    {
        var directory = Directory([Company("acme", "gmail.com co.uk github.io", 0), Contact("bolt", "ben@gmail.com", isPrimary: false, 0)]);

        Assert.Equal(UnmatchedReason.PublicDomain, directory.Find(new AccountClaim.Email("anna@gmail.com")).Reason);
        Assert.Equal(UnmatchedReason.UnknownEmail, directory.Find(new AccountClaim.Email("anna@other.co.uk")).Reason);
        Assert.Equal("bolt", directory.Find(new AccountClaim.Email("Ben@gmail.com")).Account);
    }

    [Fact]
    public void A_contact_of_several_companies_speaks_for_the_one_primary_and_for_none_when_there_is_no_such()
    {
        Fact[] contacts = [Contact("acme", "anna@x.example", isPrimary: false, 0), Contact("bolt", "anna@x.example", isPrimary: false, 0)];
        var anna = new AccountClaim.Email("anna@x.example");

        Assert.Equal(UnmatchedReason.AmbiguousEmail, Directory(contacts).Find(anna).Reason);
        Assert.Equal("bolt", Directory([.. contacts, Contact("bolt", "anna@x.example", isPrimary: true, 1)]).Find(anna).Account);
        Assert.Equal(UnmatchedReason.AmbiguousEmail, Directory([Contact("acme", "anna@x.example", isPrimary: true, 0), Contact("bolt", "anna@x.example", isPrimary: true, 0)]).Find(anna).Reason);
    }

    [Fact]
    public void A_claim_that_finds_several_is_not_saved_by_a_weaker_one()
    {
        var directory = Directory([Company("acme", "x.example", 0), Company("bolt", "x.example y.example", 0)]);
        AccountClaim[] claims = [new AccountClaim.KnownId("gone"), new AccountClaim.Email("anna@x.example"), new AccountClaim.Domain("y.example")];

        Assert.Equal(AccountMatch.None(UnmatchedReason.AmbiguousDomain), AccountMatch.Of(claims, directory.Find, out var decisive));
        Assert.Equal(1, decisive);
    }

    [Fact]
    public void A_domain_that_a_company_gave_away_is_the_others()
    {
        var directory = Directory([Company("acme", "x.example", 0), Company("acme", "", 1), Company("bolt", "x.example", 1)]);

        Assert.Equal("bolt", directory.Find(new AccountClaim.Email("anna@x.example")).Account);
    }

    private static AccountDirectory Directory(IEnumerable<Fact> facts)
    {
        var directory = new AccountDirectory();
        foreach (var fact in facts)
        {
            directory.Learn(fact);
        }

        directory.LearnOwner(FactKinds.Subscriptions, "s1", "acme");
        directory.LearnOwner(FactKinds.Subscriptions, "s2", "acme");
        directory.LearnOwner(FactKinds.Subscriptions, "s2", "bolt");
        return directory;
    }

    private static Fact Company(string account, string domains, int day) => Make(FactKinds.Companies, account, account, day, ("domain", FactValue.Of(domains)));

    private static Fact Contact(string account, string address, bool isPrimary, int day) =>
        Make(FactKinds.Contacts, account, address, day, ("email", FactValue.Of(address)), ("is_primary", FactValue.Of(isPrimary)));

    private static Fact Make(FactKind kind, string account, string id, int day, params (string Field, FactValue Value)[] values) => new()
    {
        Kind = kind,
        Account = account,
        Id = id,
        At = new Instant(day * Instant.MicrosPerDay),
        Values = [.. kind.Fields.Select(f => Array.Find(values, v => v.Field == f.Name).Value)],
    };

    // The rules of the guide, one after the other, over lists.
    private static AccountMatch Naive(List<Fact> facts, AccountClaim[] claims)
    {
        AccountMatch? first = null;
        foreach (var claim in claims)
        {
            var match = claim switch
            {
                AccountClaim.KnownId id => facts.Any(f => f.Kind == FactKinds.Companies && f.Account == id.Text) ? AccountMatch.Found(id.Text) : AccountMatch.None(UnmatchedReason.UnknownId),
                AccountClaim.Owner owner => owner.Text switch
                {
                    "s1" => AccountMatch.Found("acme"),
                    "s2" => AccountMatch.None(UnmatchedReason.AmbiguousId),
                    _ => AccountMatch.None(UnmatchedReason.UnknownId),
                },
                AccountClaim.Email email => NaiveEmail(facts, email.Text),
                _ when claim.Text == "none" => AccountMatch.None(UnmatchedReason.Unreadable),
                _ => NaiveDomain(facts, claim.Text.Split('@')[^1], UnmatchedReason.UnknownDomain),
            };
            if (match.Account is not null || match.Reason is UnmatchedReason.AmbiguousId or UnmatchedReason.AmbiguousEmail or UnmatchedReason.AmbiguousDomain)
            {
                return match;
            }

            first ??= match;
        }

        return first ?? AccountMatch.None(UnmatchedReason.Nothing);
    }

    private static AccountMatch NaiveEmail(List<Fact> facts, string address)
    {
        if (address == "none")
        {
            return AccountMatch.None(UnmatchedReason.Unreadable);
        }

        var contacts = facts.Where(f => f.Kind == FactKinds.Contacts && f.Id == address).ToList();
        var accounts = contacts.Select(c => c.Account).Distinct().ToList();
        var primary = accounts.Where(a => Latest(contacts, a).Any(c => c["is_primary"].Number == 1)).ToList();
        return accounts.Count == 0 ? NaiveDomain(facts, address.Split('@')[1], UnmatchedReason.UnknownEmail)
            : accounts.Count == 1 ? AccountMatch.Found(accounts[0])
            : primary.Count == 1 ? AccountMatch.Found(primary[0])
            : AccountMatch.None(UnmatchedReason.AmbiguousEmail);
    }

    private static AccountMatch NaiveDomain(List<Fact> facts, string domain, UnmatchedReason unknown)
    {
        var companies = facts.Where(f => f.Kind == FactKinds.Companies).ToList();
        for (var labels = domain.Split('.'); labels.Length >= 2; labels = labels[1..])
        {
            var name = string.Join('.', labels);
            var having = Accounts.Where(a => Latest(companies, a).Any(c => c["domain"].Text!.Split(' ').Contains(name))).ToList();
            if (name is "gmail.com" or "co.uk")
            {
                return AccountMatch.None(name == "gmail.com" ? UnmatchedReason.PublicDomain : unknown);
            }

            if (having.Count > 0)
            {
                return having.Count == 1 ? AccountMatch.Found(having[0]) : AccountMatch.None(UnmatchedReason.AmbiguousDomain);
            }
        }

        return AccountMatch.None(unknown);
    }

    private static IEnumerable<Fact> Latest(List<Fact> facts, string account)
    {
        var own = facts.Where(f => f.Account == account).ToList();
        return own.Where(f => f.At == own.Max(o => o.At));
    }
}
