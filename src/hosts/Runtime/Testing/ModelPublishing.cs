using System.Globalization;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Runtime.Testing;

/// <summary>What a model must pass before accounts are scored by it for keeps.</summary>
public static class ModelPublishing
{
    /// <summary>Runs the cases beside the model file, where there are any.</summary>
    /// <exception cref="UserException">A case fails, or the cases cannot be run or are those of another model.</exception>
    public static async Task ThrowIfCasesFailAsync(string modelPath, HealthModel model, CancellationToken cancellationToken)
    {
        var path = ModelTests.PathBeside(modelPath);
        if (!File.Exists(path))
        {
            return;
        }

        var result = await RunAsync(path, cancellationToken);
        var failed = result.Cases.Where(c => !c.Mismatches.IsEmpty).ToArray();
        var problems = result.Findings.Select(f => $"{f.Path}:{f.Finding}")
            .Concat(failed.SelectMany(c => c.Mismatches.Select(m => $"{path}:{c.Position.Line}: {c.Name}: {m.What} is {m.Actual}, expected {m.Expected}")))
            .ToList();
        if (result.ModelVersion is { } tested && tested != model.Version)
        {
            problems.Add($"{path} tests another model: its 'model' must name {Path.GetFileName(modelPath)}.");
        }

        if (problems.Count > 0)
        {
            var what = failed.Length > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{failed.Length} of its {result.Cases.Length} cases fail")
                : "its cases cannot be run";
            throw new UserException(string.Join(
                Environment.NewLine, [$"The model {model.Name} is not published, because {what} (mainstay test {path}):", .. problems]));
        }
    }

    private static async Task<CaseFileResult> RunAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ModelTests.RunAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot read the cases {path}: {e.Message}", e);
        }
    }
}
