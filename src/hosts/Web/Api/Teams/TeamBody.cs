using Mainstay.Store.Teams;

namespace Mainstay.Web.Api.Teams;

/// <summary>Who answers for an account, by e-mail; null where nobody is known.</summary>
/// <param name="Csm">The team's, or the owner that the source names.</param>
/// <param name="Manager">The team's, or whom the CSM reports to.</param>
/// <param name="Vp">The team's, or whom the manager reports to.</param>
public sealed record TeamBody(string? Csm, string? Am, string? Manager, string? Vp)
{
    public static TeamBody Of(AccountTeam team) => new(team.Csm, team.Am, team.Manager, team.Vp);
}

/// <summary>Gives a role of an account to somebody.</summary>
public sealed record TeamAssignment
{
    /// <summary>csm, am, manager or vp.</summary>
    public required string Role { get; init; }

    /// <summary>E-mail; null gives the role back to whoever has it by the source and the reporting lines.</summary>
    public string? Person { get; init; }
}

/// <summary>Hands over all accounts that somebody has in a role, open tasks included.</summary>
public sealed record Reassignment
{
    /// <summary>csm, am, manager or vp.</summary>
    public required string Role { get; init; }

    /// <summary>E-mail of who had them.</summary>
    public required string From { get; init; }

    /// <summary>E-mail of who has them from now on.</summary>
    public required string To { get; init; }

    /// <summary>Only these of them; all where it is left out.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }
}

/// <param name="Moved">How many accounts changed hands.</param>
public sealed record ReassignmentAnswer(int Moved);

/// <summary>Who reports to whom.</summary>
/// <param name="Items">By person.</param>
public sealed record LineList(IReadOnlyList<ReportingLineBody> Items);

/// <param name="Person">E-mail of who reports.</param>
/// <param name="Manager">E-mail of whom they report to.</param>
public sealed record ReportingLineBody(string Person, string Manager);

/// <summary>Says whom somebody reports to.</summary>
public sealed record LineChange
{
    /// <summary>E-mail of who reports.</summary>
    public required string Person { get; init; }

    /// <summary>E-mail of whom they report to; nobody where it is left out.</summary>
    public string? Manager { get; init; }
}

/// <summary>Who stands in for whom: sees their accounts and gets their new tasks.</summary>
/// <param name="Items">Those that are not over, by person and first day.</param>
public sealed record DelegationList(IReadOnlyList<DelegationBody> Items);

/// <param name="Person">E-mail of who is away.</param>
/// <param name="Delegate">E-mail of who stands in.</param>
/// <param name="From">First day (inclusive).</param>
/// <param name="Through">Last day (inclusive).</param>
public sealed record DelegationBody(string Person, string Delegate, DateOnly From, DateOnly Through)
{
    public static DelegationBody Of(Delegation delegation) => new(delegation.Person, delegation.Delegate, delegation.From, delegation.Through);
}

/// <summary>Lets somebody stand in for another.</summary>
public sealed record NewDelegation
{
    /// <summary>E-mail of who is away.</summary>
    public required string Person { get; init; }

    /// <summary>E-mail of who stands in.</summary>
    public required string Delegate { get; init; }

    /// <summary>First day (inclusive).</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day (inclusive).</summary>
    public required DateOnly Through { get; init; }
}

/// <summary>Ends all that somebody stands in for another.</summary>
public sealed record DelegationEnd
{
    /// <summary>E-mail of who was away.</summary>
    public required string Person { get; init; }

    /// <summary>E-mail of who stood in.</summary>
    public required string Delegate { get; init; }
}
