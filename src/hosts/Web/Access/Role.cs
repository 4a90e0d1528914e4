using System.Collections.Frozen;

namespace Mainstay.Web.Access;

/// <summary>What a person is to a workspace.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Works with accounts: tasks, overrides, pulses.</summary>
    Csm,

    /// <summary>A CSM who also answers for others' accounts.</summary>
    Manager,

    /// <summary>CS operations: data and models.</summary>
    Ops,

    /// <summary>Everything.</summary>
    Admin,
}

public static class Roles
{
    private static readonly Permission[] Csm = [Permission.ReadScores, Permission.WriteTasks, Permission.WriteAssessments];

    private static readonly Permission[] Ops =
        [.. Csm, Permission.WriteFacts, Permission.ManageData, Permission.ManageModels, Permission.Operate];

    public static FrozenSet<Permission> PermissionsOf(Role role) => role switch
    {
        Role.Viewer => [Permission.ReadScores],
        Role.Csm or Role.Manager => [.. Csm],
        Role.Ops => [.. Ops],
        Role.Admin => [.. Permissions.All],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
