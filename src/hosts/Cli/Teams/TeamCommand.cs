using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Playbooks;
using Mainstay.Runtime;
using Mainstay.Store.Audit;
using Mainstay.Web.People;

namespace Mainstay.Cli.Teams;

/// <summary><c>mainstay team</c>: who answers for which account, who reports to whom, and who stands in.</summary>
public static class TeamCommand
{
    public static Command Create() => new("team", "Says who answers for which account, who reports to whom, and who stands in")
    {
        TeamListCommand.Create(),
        TeamShowCommand.Create(),
        TeamAssignCommand.Create(),
        TeamReassignCommand.Create(),
        TeamLineCommand.Create(),
        TeamDelegateCommand.Create(),
    };

    internal static Actor By() => Actor.CommandLine(TimeProvider.System.GetUtcNow());

    internal static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    internal static Option<string> Role() => Options.Choice("--role", "Which role of the account's team", [.. Enum.GetNames<TeamRole>().Select(n => n.ToLowerInvariant())]);

    internal static TeamRole RoleOf(string text) => Enum.Parse<TeamRole>(text, ignoreCase: true);

    internal static Option<bool> None(string description) => new("--none") { Description = description };

    /// <exception cref="UserException">Both were given, or neither.</exception>
    internal static string? ToOrNone(string? to, bool isNone) => to is null == isNone
        ? to
        : throw new UserException("Say either --to EMAIL or --none.");

    /// <exception cref="UserException">It is none.</exception>
    internal static string Email(string text) =>
        EmailAddress.Read(text) ?? throw new UserException($"'{text}' is no e-mail address: people of teams are known by theirs.");
}
