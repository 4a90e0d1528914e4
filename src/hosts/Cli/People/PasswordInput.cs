using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Web.Access.People;

namespace Mainstay.Cli.People;

/// <summary>A password from a file, or made up. Never from the command line, which other users of the machine can see.</summary>
internal static class PasswordInput
{
    public static Option<string?> File() => Options.Text("--password-file", "FILE", "File whose first line is the password; without it one is made up and shown");

    /// <exception cref="UserException">It cannot be read, is too short or too long.</exception>
    public static async Task<(string Password, bool IsMade)> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return (PasswordHash.MadeUp(), true);
        }

        if (!System.IO.File.Exists(file))
        {
            throw new UserException($"There is no file '{file}'.");
        }

        var password = (await System.IO.File.ReadAllTextAsync(file, cancellationToken)).ReplaceLineEndings("\n").Split('\n')[0];
        return password.Length is >= PasswordHash.Shortest and <= PasswordHash.Longest
            ? (password, false)
            : throw new UserException($"The first line of '{file}' has {password.Length} characters: a password has {PasswordHash.Shortest} to {PasswordHash.Longest}.");
    }
}
