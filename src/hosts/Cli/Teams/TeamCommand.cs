using System.CommandLine;
using Mainstay.Core.Playbooks;
using Mainstay.Runtime;
using Mainstay.Store.Audit;
using Mainstay.Cli.Inputs;

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
    internal static string Email(string text) => Store.People.UserStore.Normal(text) is var email
        && email.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? email
            : throw new UserException($"'{text}' is no e-mail address: people of teams are known by theirs.");
}
