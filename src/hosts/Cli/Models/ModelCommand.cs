using System.CommandLine;

namespace Mainstay.Cli.Models;

/// <summary><c>mainstay model</c>: what an author does with a model file before anybody is scored by it.</summary>
public static class ModelCommand
{
    public static Command Create() => new("model", "Checks, shows and compares health models")
    {
        ModelCheckCommand.Create(),
        ModelShowCommand.Create(),
        ModelDiffCommand.Create(),
        ModelLintCommand.Create(),
        ModelSchemaCommand.Create(),
    };
}
