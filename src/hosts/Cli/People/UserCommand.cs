using System.CommandLine;

namespace Mainstay.Cli.People;

/// <summary><c>mainstay user</c>: who may sign in to the pages, and as what.</summary>
public static class UserCommand
{
    public static Command Create() => new("user", "Adds, lists and disables people who may sign in")
    {
        UserAddCommand.Create(),
        UserListCommand.Create(),
        UserPasswordCommand.Create(),
        UserDisableCommand.Create(),
        UserSecondFactorCommand.Create(),
    };

    internal static Argument<string> Email() => new("EMAIL") { Description = "Their e-mail, in any case" };
}
