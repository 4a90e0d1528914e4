namespace Mainstay.Store.Teams;

/// <summary>Who answers for an account, by e-mail; each null where nobody is known.</summary>
/// <param name="Csm">The team's, or the owner that the source names.</param>
/// <param name="Manager">The team's, or whom the CSM reports to.</param>
/// <param name="Vp">The team's, or whom the manager reports to.</param>
public sealed record AccountTeam(string? Csm, string? Am, string? Manager, string? Vp);

/// <param name="Person">E-mail of who reports.</param>
/// <param name="Manager">E-mail of whom they report to.</param>
public sealed record ReportingLine(string Person, string Manager);

/// <summary>Somebody stands in for somebody: sees their accounts and gets their new tasks.</summary>
/// <param name="From">First day (inclusive).</param>
/// <param name="Through">Last day (inclusive).</param>
public sealed record Delegation(string Person, string Delegate, DateOnly From, DateOnly Through);
