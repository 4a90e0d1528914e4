using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Cli.Models;

/// <summary><c>mainstay model diff</c>: what changed between two models, in words; exits as diff does: 0 same, 1 different.</summary>
public static class ModelDiffCommand
{
    public const int Differs = 1;

    public static Command Create()
    {
        var before = new Argument<string>("BEFORE") { Description = "Model file" };
        var after = new Argument<string>("AFTER") { Description = "Model file to compare with it" };
        var format = Options.Choice("--format", "What is printed", "text", "json");

        var command = new Command("diff", "Says what changed between two models; exits 1 when anything did") { before, after, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration;
            var (oldPath, newPath) = (parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            var (old, _) = await ModelInput.ReadAsync(oldPath, terminal.Error, cancellationToken);
            var (now, _) = await ModelInput.ReadAsync(newPath, terminal.Error, cancellationToken);
            var changes = ModelDiff.Of(old, now);
            await terminal.Output.WriteAsync(parsed.GetValue(format) == "json"
                ? JsonSerializer.Serialize(new ModelDiffJson(Identity(old), Identity(now), changes), ModelDiffJsonContext.Default.ModelDiffJson) + "\n"
                : string.Concat(Lines(oldPath, old, newPath, now, changes).Select(line => line + "\n")));
            return changes.Count == 0 ? MainstayCommand.Ok : Differs;
        });
        return command;
    }

    private static string Identity(HealthModel model) => $"{model.Name} {model.Version}";

    private static IEnumerable<string> Lines(string oldPath, HealthModel old, string newPath, HealthModel now, IReadOnlyList<ModelChange> changes)
    {
        if (changes.Count == 0)
        {
            yield break;
        }

        yield return $"--- {oldPath} ({Identity(old)})";
        yield return $"+++ {newPath} ({Identity(now)})";
        foreach (var part in changes.GroupBy(c => c.Part, StringComparer.Ordinal))
        {
            yield return $"{part.Key}{Fate(part.Key, old, now)}";
            foreach (var line in part.SelectMany(Lines))
            {
                yield return line;
            }
        }
    }

    private static string Fate(string part, HealthModel old, HealthModel now) => (Has(old, part), Has(now, part)) switch
    {
        (false, true) => " (added)",
        (true, false) => " (removed)",
        _ => "",
    };

    private static bool Has(HealthModel model, string part) => ModelAspects.Of(model).Any(a => string.Equals(a.Part, part, StringComparison.Ordinal));

    private static IEnumerable<string> Lines(ModelChange change)
    {
        if (change is { PercentPoints: { } points, Before: not null, After: not null })
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"  ~ {change.Aspect}: {change.Before} → {change.After} ({points:+0.0;−0.0} percentage points)");
            yield break;
        }

        if (change.Before is not null)
        {
            yield return $"  - {change.Aspect}: {change.Before}";
        }

        if (change.After is not null)
        {
            yield return $"  + {change.Aspect}: {change.After}";
        }

        foreach (var knot in change.Knots)
        {
            yield return $"      {knot}";
        }
    }
}

/// <summary>A difference as JSON.</summary>
public sealed record ModelDiffJson(string Before, string After, IReadOnlyList<ModelChange> Changes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ModelDiffJson))]
public sealed partial class ModelDiffJsonContext : JsonSerializerContext;
