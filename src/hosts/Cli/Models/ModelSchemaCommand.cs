using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mainstay.Cli.Models.Schema;

namespace Mainstay.Cli.Models;

/// <summary><c>mainstay model schema</c>: the JSON Schema of model files; <c>schemas/model.schema.json</c> is what it prints.</summary>
public static class ModelSchemaCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of model files, for editors");
        command.SetAction(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(ModelSchema.Create().ToJsonString(Readable) + "\n");
            return MainstayCommand.Ok;
        });
        return command;
    }
}
