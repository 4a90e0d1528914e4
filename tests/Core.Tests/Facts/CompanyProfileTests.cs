using Mainstay.Core.Facts;

namespace Mainstay.Core.Tests.Facts;

public sealed class CompanyProfileTests
{
    [Fact]
    public void A_profile_is_that_of_its_time()
    {
        var history = Scene.Utc.With(
            FactKinds.Companies,
            "{ at: 2026-01-01, name: Acme, owner: ann@example.com, arr: 100, segment: small, plan: free, industry: ore, country: NO }",
            "{ at: 2026-02-01, owner: bob@example.com }").History();
        var early = CompanyProfile.At(history, Scene.Point("2026-01-31"));
        Assert.Equal(
            new CompanyProfile { AccountId = "acme", Name = "Acme", Owner = "ann@example.com", Arr = 100, Segment = "small", Plan = "free", Industry = "ore", Country = "NO" },
            early);
        Assert.Equal(new CompanyProfile { AccountId = "acme", Name = "acme", Owner = "bob@example.com" }, CompanyProfile.At(history, Scene.Point("2026-02-01")));
    }

    [Fact]
    public void Of_two_companies_of_one_account_the_one_that_changed_last_speaks()
    {
        var history = Scene.Utc.With(
            FactKinds.Companies,
            "{ id: a, at: 2026-01-01, name: Old }", "{ id: b, at: 2026-01-05, name: Other }", "{ id: a, at: 2026-01-09, name: New }").History();
        Assert.Equal("New", CompanyProfile.At(history, Scene.Point("2026-02-01")).Name);
    }

    [Fact]
    public void An_account_without_a_company_is_called_by_its_id() =>
        Assert.Equal(new CompanyProfile { AccountId = "acme", Name = "acme" }, CompanyProfile.At(Scene.Utc.History(), Scene.Point("2026-02-01")));
}
