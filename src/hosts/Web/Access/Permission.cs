namespace Mainstay.Web.Access;

/// <summary>
/// What a request may do. People have the permissions of their <see cref="Role"/>, API keys those they were given; every
/// endpoint asks for exactly one (<see cref="AccessRules.Requires"/>).
/// </summary>
public enum Permission
{
    /// <summary>Accounts, scores, explanations, histories, timelines, tasks.</summary>
    ReadScores,

    /// <summary>Mark tasks done, open them again.</summary>
    WriteTasks,

    /// <summary>Overrides, pulses and outcomes: what people say of an account.</summary>
    WriteAssessments,

    /// <summary>Send facts: events, files, bulk rows.</summary>
    WriteFacts,

    /// <summary>Imports, unmatched and dead rows, merging and splitting accounts, erasing contacts.</summary>
    ManageData,

    /// <summary>Publish and activate models, rescore.</summary>
    ManageModels,

    /// <summary>Users, teams, keys, sign-in.</summary>
    ManagePeople,

    /// <summary>Who changed what.</summary>
    ReadAudit,

    /// <summary>Jobs, metrics, the state of the machine.</summary>
    Operate,
}

/// <summary>The names of permissions in API keys, claims and documents.</summary>
public static class Permissions
{
    private static readonly (Permission Permission, string Name)[] Names =
    [
        (Permission.ReadScores, "scores:read"),
        (Permission.WriteTasks, "tasks:write"),
        (Permission.WriteAssessments, "assessments:write"),
        (Permission.WriteFacts, "facts:write"),
        (Permission.ManageData, "data:manage"),
        (Permission.ManageModels, "models:manage"),
        (Permission.ManagePeople, "people:manage"),
        (Permission.ReadAudit, "audit:read"),
        (Permission.Operate, "jobs:operate"),
    ];

    public static IReadOnlyList<Permission> All { get; } = [.. Names.Select(n => n.Permission)];

    public static string NameOf(Permission permission) => Names.First(n => n.Permission == permission).Name;

    /// <returns>Null when there is no such permission.</returns>
    public static Permission? Find(string name) =>
        Array.FindIndex(Names, n => string.Equals(n.Name, name, StringComparison.Ordinal)) is >= 0 and var i ? Names[i].Permission : null;
}
