using Mainstay.Core.Scores.Models;
using Mainstay.Runtime;
using Mainstay.Runtime.Models;
using Mainstay.Sources.Documents;

namespace Mainstay.Cli.Inputs;

/// <summary>Models and playbooks from files, with their mistakes told the way compilers do.</summary>
public static class ModelInput
{
    /// <exception cref="UserException">The file is missing or has mistakes; the message holds all of them.</exception>
    public static async Task<(HealthModel Model, string Text)> ReadAsync(string path, TextWriter errors, CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(path, "model", cancellationToken);
        return (await CheckAsync(ModelFile.CompileModel(text), path, errors), text);
    }

    /// <exception cref="UserException">The file is missing or has mistakes; the message holds all of them.</exception>
    public static async Task<(ImmutablePlaybooks Playbooks, string Text)> ReadPlaybooksAsync(
        string path, HealthModel model, TextWriter errors, CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(path, "playbook", cancellationToken);
        return (await CheckAsync(ModelFile.CompilePlaybooks(text, model), path, errors), text);
    }

    /// <exception cref="UserException">There is a folder of that name, or nothing.</exception>
    internal static void MustBeFile(string path, string what)
    {
        if (Directory.Exists(path))
        {
            throw new UserException($"The {what} {path} is a folder: name the YAML file.");
        }

        if (!File.Exists(path))
        {
            throw new UserException($"There is no file {path}: name the {what} (YAML).");
        }
    }

    private static async Task<T> CheckAsync<T>(Compiled<T> compiled, string path, TextWriter errors)
        where T : class
    {
        await Findings.TellAsync(path, compiled.Findings, isUsable: compiled.Value is not null, errors);
        return compiled.Value!;
    }

    /// <exception cref="UserException">The file cannot be read.</exception>
    public static async Task<string> ReadTextAsync(string path, string what, CancellationToken cancellationToken)
    {
        MustBeFile(path, what);
        try
        {
            var (text, refused) = await TextFile.ReadAsync(path, cancellationToken);
            return text ?? throw new UserException(Findings.Told(path, refused!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot read the {what} {path}: {e.Message}", e);
        }
    }
}
