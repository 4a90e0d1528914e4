using Mainstay.Store.People;

namespace Mainstay.Web.Api.Members;

/// <summary>The people of a workspace.</summary>
/// <param name="Items">By e-mail.</param>
public sealed record MemberList(IReadOnlyList<MemberBody> Items);

/// <param name="Email">In lower case.</param>
/// <param name="Role">viewer, csm, manager, ops or admin.</param>
/// <param name="Reach">all, team or own: which accounts they see.</param>
/// <param name="DisabledAt">Since when they cannot sign in; null while they can.</param>
public sealed record MemberBody(string Email, string Role, string Reach, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
{
    public static MemberBody Of(StoredUser user, string workspace)
    {
        var member = user.Memberships.First(m => m.Workspace == workspace);
        return new MemberBody(user.Email, member.Role, member.Reach, user.CreatedAt, user.DisabledAt);
    }
}

/// <summary>Makes somebody a member, or gives a member another role or reach.</summary>
public sealed record MemberChange
{
    /// <summary>In any case.</summary>
    public required string Email { get; init; }

    /// <summary>viewer, csm, manager, ops or admin.</summary>
    public required string Role { get; init; }

    /// <summary>all (where it is left out), team or own: which accounts they see. Ops and admins see all.</summary>
    public string? Reach { get; init; }
}

/// <summary>Takes somebody out of the workspace.</summary>
public sealed record MemberRemoval
{
    /// <summary>In any case.</summary>
    public required string Email { get; init; }
}
