using System.Collections.Immutable;

namespace Mainstay.Store.People;

/// <summary>Somebody who may sign in.</summary>
public sealed record StoredUser
{
    /// <summary>Lower case; unique in the installation.</summary>
    public required string Email { get; init; }

    /// <summary>What is kept of the password: never the password.</summary>
    public required string Password { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while they may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Their workspaces in ordinal order; a user has one at least.</summary>
    public required ImmutableArray<Membership> Memberships { get; init; }
}

/// <param name="Role">The role's name.</param>
/// <param name="Reach">Whose accounts they see: <c>own</c>, <c>team</c> or <c>all</c>.</param>
public sealed record Membership(string Workspace, string Role, string Reach);

/// <summary>A session whose user may still sign in.</summary>
public sealed record StoredSession
{
    public required string Email { get; init; }

    /// <summary>The workspace it looks at now.</summary>
    public required string Workspace { get; init; }

    /// <summary>The user's role there, as it is now.</summary>
    public required string Role { get; init; }

    /// <summary>The user's reach there, as it is now.</summary>
    public required string Reach { get; init; }

    /// <summary>All workspaces it may look at, in ordinal order.</summary>
    public required ImmutableArray<string> MemberOf { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
