using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Templates;

namespace Mainstay.Runtime.Importing;

/// <summary>What the columns of sent files mean, or what is wrong with that.</summary>
public sealed class UploadMapping
{
    private UploadMapping(Mapping? mapping, IReadOnlyList<string> mistakes) => (Mapping, Mistakes) = (mapping, mistakes);

    /// <summary>Empty when there are none.</summary>
    public IReadOnlyList<string> Mistakes { get; }

    internal Mapping? Mapping { get; }

    /// <summary>A mapping, of which only the files that were sent count: of the others nothing is said.</summary>
    public static UploadMapping Read(string yaml, IReadOnlyList<string> files)
    {
        var read = MappingReader.Read(yaml);
        if (read.Mapping is not { } mapping)
        {
            return new UploadMapping(null, [.. read.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.ToString())]);
        }

        bool IsSent(string file) => files.Contains(file, StringComparer.Ordinal) || files.Contains(file + ".gz", StringComparer.Ordinal);
        string[] known = [.. mapping.Files.Select(f => f.File), .. mapping.Rates is { } rates ? new[] { rates.File } : []];
        string[] unknown = [.. files.Where(sent => !known.Any(name => name == sent || name + ".gz" == sent))];
        if (unknown.Length > 0)
        {
            return new UploadMapping(null, [.. unknown.Select(name => $"'{name}' was sent, but the mapping does not say what it is; it names {string.Join(", ", known)}.")]);
        }

        var kinds = mapping.Files.Where(f => IsSent(f.File)).SelectMany(f => f.Facts).Select(f => f.Kind).ToHashSet();
        return new UploadMapping(
            mapping with
            {
                Files = [.. mapping.Files.Where(f => IsSent(f.File))],
                Streams = mapping.Streams.Where(s => kinds.Contains(s.Key)).ToImmutableDictionary(),
                Rates = mapping.Rates is { } table && IsSent(table.File) ? table : null,
            },
            []);
    }

    /// <summary>The columns of a template.</summary>
    /// <param name="folder">Holds the one file.</param>
    /// <param name="zone">The workspace's own: a template says nothing of it, and an import must not change it.</param>
    public static UploadMapping OfTemplate(FactKind kind, UploadFolder folder, string zone)
    {
        var file = folder.Files.Single();
        return Read(TemplateMapping.Of(kind, file, zone, file.EndsWith(".csv", StringComparison.Ordinal) ? Header(Path.Combine(folder.Path, file)) : null), folder.Files);
    }

    private static string[] Header(string path)
    {
        using var reader = new StreamReader(path);
        var buffer = new char[16 * 1024];
        var line = new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n')[0];
        return [.. line.Split(',').Select(name => name.Trim().Trim('"'))];
    }
}
