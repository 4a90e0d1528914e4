namespace Mainstay.Core.Playbooks;

/// <summary>Who of an account's team is meant. Whose name that is stands in the workspace, not in a playbook.</summary>
public enum TeamRole
{
    /// <summary>The customer success manager: the account's owner, unless the team names another.</summary>
    Csm,

    /// <summary>The account manager, who sells.</summary>
    Am,

    /// <summary>Whom the CSM reports to, unless the team names another.</summary>
    Manager,

    /// <summary>Whom the manager reports to, unless the team names another.</summary>
    Vp,
}
