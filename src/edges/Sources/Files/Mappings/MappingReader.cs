using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Sources.Documents;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads a mapping and reports everything that is wrong with it at once.</summary>
public static class MappingReader
{
    private static readonly string[] Keys = ["mapping", "zone", "dates", "absent", "accounts", "tolerate", "streams", "rates", "files"];

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<MappingResult> ReadFileAsync(string path, CancellationToken cancellationToken = default) =>
        Read(await YamlReader.ReadFileAsync(path, cancellationToken));

    public static MappingResult Read(string text) => Read(YamlReader.Read(text));

    public static MappingResult Read(DocumentNode root)
    {
        var reader = new DocumentReader();
        var mapping = ReadRoot(reader, root);
        return new MappingResult(reader.HasErrors ? null : mapping, [.. reader.Findings.OrderBy(f => f.Position.Line).ThenBy(f => f.Position.Column)]);
    }

    private static MappingResult Read(YamlResult yaml) => yaml.Root is { } root ? Read(root) : new MappingResult(null, yaml.Findings);

    private static Mapping? ReadRoot(DocumentReader reader, DocumentNode root)
    {
        if (reader.Mapping(root, "A mapping file") is not { } node)
        {
            return null;
        }

        reader.AllowOnly(node, "A mapping file", Keys);
        var name = reader.Text(reader.Required(node, "mapping", "A mapping file"), "The mapping's name") ?? "";
        var calendar = ReadZone(reader, node["zone"]);
        var scope = new Scope(reader, calendar, TimeFormatReader.ReadAll(reader, node["dates"]) ?? [new TimeFormat.Iso()]);
        scope = scope with { Absent = node["absent"] is { } absent ? scope.Words(absent, "'absent'") : [] };
        scope = scope with { AreAccountsKnown = reader.OneOf(node["accounts"], "'accounts'", "any", "known") is "known" };
        var files = reader.Required(node, "files", "A mapping file") is { } list ? ReadFiles(scope, list) : [];
        ReadingOrder.Check(reader, files);
        var rates = node["rates"] is { } table ? RatesMappingReader.Read(scope, table) : null;
        if (rates is not null && files.Any(f => string.Equals(f.Mapping.File, rates.File, StringComparison.Ordinal)))
        {
            reader.Error(node["rates"]!.Position, $"The file '{rates.File}' is already listed under 'files'. A file of rates holds nothing else.");
        }

        return new Mapping
        {
            Name = name,
            Calendar = calendar,
            Absent = scope.Absent,
            Tolerated = ReadTolerated(reader, node["tolerate"]),
            Streams = StreamsReader.Read(scope, node["streams"], [.. files.SelectMany(f => f.Mapping.Facts).Select(f => f.Kind)]),
            Rates = rates,
            Files = [.. files.Select(f => f.Mapping)],
        };
    }

    private static ImmutableArray<(FileMapping Mapping, Position Position)> ReadFiles(Scope scope, DocumentNode list)
    {
        var files = ImmutableArray.CreateBuilder<(FileMapping Mapping, Position Position)>();
        foreach (var item in DocumentReader.Items(list))
        {
            if (FileMappingReader.Read(scope, item) is not { } file)
            {
                continue;
            }

            if (files.Any(f => string.Equals(f.Mapping.File, file.File, StringComparison.Ordinal)))
            {
                scope.Reader.Error(item.Position, $"The file '{file.File}' is already listed. Put all its kinds under one 'into'.");
            }
            else
            {
                files.Add((file, item.Position));
            }
        }

        return files.ToImmutable();
    }

    private static Tolerated ReadTolerated(DocumentReader reader, DocumentNode? node)
    {
        var tolerated = Tolerated.None;
        foreach (var item in node is null ? [] : DocumentReader.Items(node))
        {
            tolerated |= reader.OneOf(item, "What is tolerated", "rejected", "unmatched", "future") switch
            {
                "rejected" => Tolerated.Rejected,
                "unmatched" => Tolerated.Unmatched,
                "future" => Tolerated.Future,
                _ => Tolerated.None,
            };
        }

        return tolerated;
    }

    private static Calendar ReadZone(DocumentReader reader, DocumentNode? node)
    {
        if (reader.Text(node, "'zone'") is not { } zone)
        {
            return Calendar.Utc;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            return new Calendar(found);
        }

        var near = Suggestion.Nearest(zone, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id));
        reader.Error(node!.Position, $"There is no time zone '{zone}'.{(near is null ? " Write it as Europe/Berlin." : $" Did you mean '{near}'?")}");
        return Calendar.Utc;
    }
}
