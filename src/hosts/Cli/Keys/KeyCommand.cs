using System.CommandLine;

namespace Mainstay.Cli.Keys;

/// <summary><c>mainstay key</c>: the API keys by which programs are let in.</summary>
public static class KeyCommand
{
    public static Command Create() => new("key", "Adds, lists and revokes API keys")
    {
        KeyAddCommand.Create(),
        KeyListCommand.Create(),
        KeyRevokeCommand.Create(),
    };
}
