using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>Compiles a model document. All mistakes are found in one go.</summary>
public static class ModelReader
{
    /// <param name="version">Identifies the text the document was read from.</param>
    /// <returns>The model, or null when a finding is an error.</returns>
    public static (HealthModel? Model, IReadOnlyList<Finding> Findings) Read(DocumentNode root, string version)
    {
        var reader = new DocumentReader();
        var model = Read(reader, root, version);
        return (reader.HasErrors ? null : model, reader.FindingsInFileOrder);
    }

    private static HealthModel? Read(DocumentReader reader, DocumentNode root, string version)
    {
        if (reader.Mapping(root, "A model") is not { } file)
        {
            return null;
        }

        reader.AllowOnly(file, "A model", "model", "about", "calibrated", "currency", "eligible", "tiers", "tier_changes", "trend", "minimum_coverage", "signals", "scores", "exceptions", "segments", "overrides", "rollups");
        var name = reader.Text(reader.Required(file, "model", "A model"), "model");
        var about = file["about"] is { } text ? reader.Text(text, "about") : "";
        var calibrated = reader.Date(file["calibrated"], "calibrated");
        var currency = CurrencySyntax.Read(reader, file["currency"]);
        var eligible = EligibilitySyntax.Read(reader, file["eligible"], currency);
        var signals = reader.Required(file, "signals", "A model") is { } s ? Signals(reader, s, currency) : [];
        var defaults = ScoreDefaults.Read(reader, file);
        var scores = reader.Required(file, "scores", "A model") is { } nodes
            ? ScoreSyntax.Read(reader, nodes, new SignalNames(signals, file["signals"]), defaults)
            : [];

        if (file["exceptions"] is { } exceptions)
        {
            scores = ExceptionSyntax.Read(reader, exceptions, scores, signals, SegmentSyntax.Names(file["segments"]));
        }

        var segments = file["segments"] is { } list ? new SegmentSyntax(reader, signals, scores, currency).Read(list) : [];
        var rollups = RollupSyntax.Read(reader, file["rollups"], scores, segments, defaults);
        var overrides = OverrideSyntax.Read(reader, file["overrides"], scores);
        return name is null || reader.HasErrors ? null : new HealthModel
        {
            Name = name,
            Version = version,
            About = about ?? "",
            CalibratedOn = calibrated,
            Currency = currency,
            Eligible = eligible,
            Signals = signals,
            Scores = scores,
            Segments = segments,
            Overrides = overrides,
            Rollups = rollups,
        };
    }

    private static ImmutableArray<SignalDefinition> Signals(DocumentReader reader, DocumentNode node, ReportingCurrency? currency)
    {
        if (reader.Mapping(node, "signals") is not { } mapping)
        {
            return [];
        }

        var signals = ImmutableArray.CreateBuilder<SignalDefinition>();
        foreach (var entry in mapping.Entries)
        {
            if (!IsName(entry.Key))
            {
                reader.Error(entry.KeyPosition, $"A signal's name has small letters, digits and _, and starts with a letter; '{entry.Key}' does not.");
            }
            else if (Signal(reader, entry, [.. mapping.Entries.Select(e => e.Key)], currency) is { } signal)
            {
                signals.Add(signal);
            }
        }

        return signals.ToImmutable();
    }

    private static SignalDefinition? Signal(DocumentReader reader, DocumentNode.Entry entry, IReadOnlyCollection<string> names, ReportingCurrency? currency)
    {
        var what = $"Signal '{entry.Key}'";
        if (reader.Mapping(entry.Value, what) is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, what, "label", "measure", "curve", "missing");
        var measure = reader.Required(mapping, "measure", what) is { } m ? new MeasureReader(reader, currency).Read(m) : null;
        var curve = mapping["curve"] is { } c ? CurveSyntax.Read(reader, c, names) : null;
        var missing = mapping["missing"] is { } policy ? MissingSyntax.Read(reader, policy) : MissingPolicies.InDimension;
        var label = mapping["label"] is { } l ? reader.Text(l, "label") : entry.Key.Replace('_', ' ');
        return measure is null || missing is null || label is null || (curve is null && mapping["curve"] is not null) ? null : new SignalDefinition
        {
            Name = entry.Key,
            Label = label,
            Measure = measure,
            Curve = curve,
            Missing = missing,
        };
    }

    internal static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
