using System.Security.Claims;
using Mainstay.Store.Teams;
using Mainstay.Web.Access;

namespace Mainstay.Web.Tests.Access;

public sealed class CallerTests
{
    public static TheoryData<Role> AllRoles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(AllRoles))]
    public void A_caller_comes_out_of_its_principal_as_it_went_in(Role role)
    {
        var reach = Reach.Of(["ana@example.com", "bob@example.com"]);
        var caller = new Caller { Workspace = "w", Name = "ana@example.com", Reach = reach, Permissions = Roles.PermissionsOf(role) };
        var back = Caller.Of(caller.ToPrincipal("test"));

        Assert.NotNull(back);
        Assert.Equal((caller.Workspace, caller.Name), (back.Workspace, back.Name));
        Assert.True(caller.Permissions.SetEquals(back.Permissions));
        Assert.Equal(reach.People!.Value, back.Reach.People!.Value);
        Assert.Equal(Reach.All, Caller.Of((caller with { Reach = Reach.All }).ToPrincipal("test"))!.Reach);
        Assert.Empty(Caller.Of((caller with { Reach = Reach.Of([]) }).ToPrincipal("test"))!.Reach.People!.Value);
    }

    [Fact]
    public void Who_belongs_to_no_workspace_is_nobody()
    {
        var nameless = new Caller { Workspace = "", Name = "ana@example.com", Reach = Reach.All, Permissions = Roles.PermissionsOf(Role.Admin) };
        Assert.Null(Caller.Of(nameless.ToPrincipal("test")));
        Assert.Null(Caller.Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ana")], "test"))));
        Assert.Null(Caller.Of(new ClaimsPrincipal()));
    }

    [Fact]
    public void A_role_may_all_that_the_one_below_it_may()
    {
        var roles = Enum.GetValues<Role>();
        foreach (var (lower, higher) in roles.Zip(roles.Skip(1)))
        {
            Assert.True(Roles.PermissionsOf(lower).IsSubsetOf(Roles.PermissionsOf(higher)), $"{higher} may less than {lower}");
        }

        Assert.Equal(Permissions.All.Count, Roles.PermissionsOf(Role.Admin).Count);
    }

    [Fact]
    public void Every_permission_has_a_name_of_its_own()
    {
        Assert.Equal(Enum.GetValues<Permission>(), Permissions.All.Order());
        Assert.All(Permissions.All, p => Assert.Equal(p, Permissions.Find(Permissions.NameOf(p))));
        Assert.Null(Permissions.Find("scores:*"));
    }
}
