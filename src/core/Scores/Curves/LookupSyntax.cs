using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Curves;

/// <summary>Reads <c>{ 1: 20, 2: 60, 3: 100, else: 0 }</c>: value to points.</summary>
internal static class LookupSyntax
{
    public static Curve.Lookup? Read(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "lookup") is not { } mapping)
        {
            return null;
        }

        var errors = reader.Findings.Count;
        var rest = reader.Required(mapping, "else", "lookup") is { } other ? reader.Number(other, "else", 0, 100) : null;
        var entries = ImmutableArray.CreateBuilder<Knot>();
        foreach (var entry in mapping.Entries.Where(e => e.Key != "else"))
        {
            var isNumber = double.TryParse(entry.Key, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
            if (!isNumber)
            {
                reader.Error(entry.KeyPosition, $"lookup turns numbers into points, but here is '{entry.Key}'. Words become numbers in the measure, by 'values'.");
            }
            else if (entries.Any(e => e.Value == value))
            {
                reader.Error(entry.KeyPosition, $"lookup has {entry.Key} twice.");
            }
            else if (reader.Number(entry.Value, $"The points of {entry.Key}", 0, 100) is { } points)
            {
                entries.Add(new Knot(value, points));
            }
        }

        if (mapping.Entries.All(e => e.Key == "else"))
        {
            reader.Error(mapping.Position, "lookup needs at least one value with its points.");
        }

        return rest is { } known && reader.Findings.Count == errors ? new Curve.Lookup(entries.ToImmutable(), known) : null;
    }
}
