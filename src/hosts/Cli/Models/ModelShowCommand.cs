using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Cli.Models;

/// <summary><c>mainstay model show</c>: the compiled model in words, so that its author reads what the engine understood.</summary>
public static class ModelShowCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Model file (YAML)" };
        var command = new Command("show", "Says in words what a model measures, weighs and decides") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration;
            var (model, _) = await ModelInput.ReadAsync(parsed.GetRequiredValue(file), terminal.Error, cancellationToken);
            await terminal.Output.WriteAsync(string.Concat(Lines(model).Select(line => line + "\n")));
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static IEnumerable<string> Lines(HealthModel model)
    {
        yield return $"{model.Name} {model.Version}";
        if (model.About.Length > 0)
        {
            yield return model.About;
        }

        yield return "";
        yield return $"Scored are {ModelAspects.Eligibility(model)}.";
        yield return $"People may override {model.Overrides.Describe()}.";
        foreach (var line in model.Scores.SelectMany((score, i) => Score(score, isPrimary: i == 0)))
        {
            yield return line;
        }

        foreach (var rollup in model.Rollups)
        {
            yield return "";
            yield return $"Roll-up {rollup.Name}: {rollup.Describe()}";
            yield return $"  Tiers: {ModelAspects.Tiers(rollup.Tiers)}.";
        }

        foreach (var line in Segments(model))
        {
            yield return line;
        }

        var shown = model.Signals.Where(signal => !model.Scores.Any(score => ModelAspects.Shares(score).Any(s => ReferenceEquals(s.Signal, signal)))).ToArray();
        if (shown.Length == 0)
        {
            yield break;
        }

        yield return "";
        yield return "Shown only, part of no score";
        foreach (var signal in shown)
        {
            yield return $"           {Name(signal)}: {signal.Measure.Describe()}";
        }
    }

    private static IEnumerable<string> Segments(HealthModel model)
    {
        if (model.Segments.IsEmpty)
        {
            yield break;
        }

        yield return "";
        yield return "Segments: an account is in the first that fits; what is not said is as above";
        foreach (var segment in model.Segments)
        {
            yield return $"  {segment.Name}: {segment.Describe()}";
            foreach (var (here, elsewhere) in ModelAspects.Differences(model, segment))
            {
                yield return $"    {here.Part}, {here.Name}: {here.Words}{(elsewhere is null ? "" : $" (above: {elsewhere.Words})")}";
            }
        }
    }

    private static IEnumerable<string> Score(ScoreDefinition score, bool isPrimary)
    {
        yield return "";
        yield return $"Score {score.Name}{(isPrimary ? " (primary)" : "")}";
        yield return $"  Tiers: {ModelAspects.Tiers(score.Tiers)}; unknown below {ModelAspects.Percent(100 * score.MinimumCoverage)} coverage.";
        if (score.Stability.HasMemory)
        {
            yield return $"  Tier changes: {ModelAspects.Stability(score.Stability)}.";
        }

        yield return $"  Trend: {ModelAspects.TrendOf(score.Trend)}.";
        foreach (var exception in score.Exceptions)
        {
            yield return $"  Exception: {ModelAspects.Exception(exception)}";
        }

        var shares = ModelAspects.Shares(score).ToLookup(s => s.Dimension.Path, StringComparer.Ordinal);
        foreach (var dimension in score.AllDimensions())
        {
            yield return "";
            yield return $"  {dimension.Path}: {ModelAspects.Percent(100 * dimension.Share)} of the score, {ModelAspects.Combined(dimension.Definition)}";
            foreach (var line in shares[dimension.Path].SelectMany(s => Signal(s.Signal, s.OfScore)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Signal(SignalDefinition signal, double percent)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"    {percent,4:0.0} %  {Name(signal)}");
        yield return $"            measured as  {signal.Measure.Describe()}";
        yield return $"            points       {signal.Curve!.Describe()}";
        yield return $"            missing      {signal.Missing.Describe()}";
    }

    private static string Name(SignalDefinition signal) =>
        signal.Label == signal.Name.Replace('_', ' ') ? signal.Name : $"{signal.Name} ({signal.Label})";
}
