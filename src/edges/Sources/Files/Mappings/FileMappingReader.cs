using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads one entry of <c>files</c>.</summary>
internal static class FileMappingReader
{
    private static readonly string[] Keys = ["file", "delimiter", "dates", "into"];
    private static readonly string[] JsonLines = [".ndjson", ".jsonl", ".json"];

    public static FileMapping? Read(Scope outer, DocumentNode node)
    {
        var reader = outer.Reader;
        if (reader.Mapping(node, "An entry of 'files'") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "A file", Keys);
        var file = ReadName(reader, reader.Required(mapping, "file", "An entry of 'files'"));
        var scope = outer.With(mapping);
        var isJsonLines = file is not null && IsJsonLines(file);
        var delimiter = ReadDelimiter(reader, mapping["delimiter"]);
        if (isJsonLines && mapping["delimiter"] is { } beside)
        {
            reader.Error(beside.Position, $"'{file}' holds JSON lines: 'delimiter' means nothing there.");
        }

        var facts = reader.Required(mapping, "into", $"The file '{file ?? "?"}'") is { } into ? ReadFacts(scope, into) : [];
        return file is null ? null : new FileMapping { File = file, IsJsonLines = isJsonLines, Delimiter = delimiter, Facts = facts };
    }

    // A mapping may come from a browser: it must not reach outside the folder it is used with.
    internal static string? ReadName(DocumentReader reader, DocumentNode? node)
    {
        if (reader.Text(node, "'file'") is not { } file)
        {
            return null;
        }

        if (file.Contains('\\') || file.Contains(':') || Path.IsPathRooted(file) || file.Split('/').Any(part => part is "" or "." or ".."))
        {
            reader.Error(node!.Position, $"'file' must be a name inside the folder such as tickets.csv or export/tickets.csv, but is '{file}'.");
            return null;
        }

        return file;
    }

    internal static bool IsJsonLines(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Array.Exists(JsonLines, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    internal static char ReadDelimiter(DocumentReader reader, DocumentNode? node)
    {
        switch (node)
        {
            case null:
                return ',';
            case DocumentNode.Scalar { Text: "tab" }:
                return '\t';
            case DocumentNode.Scalar { Text: "," or ";" or "|" or "\t" } scalar:
                return scalar.Text[0];
            default:
                reader.Error(node.Position, $"'delimiter' must be \",\", \";\", \"|\" or tab, but is {DocumentReader.Describe(node)}.");
                return ',';
        }
    }

    private static ImmutableArray<FactMapping> ReadFacts(Scope scope, DocumentNode into)
    {
        var facts = ImmutableArray.CreateBuilder<FactMapping>();
        var outputs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in DocumentReader.Items(into))
        {
            foreach (var fact in FactMappingReader.ReadAll(scope, item))
            {
                if (Output(fact) is { } output && !outputs.Add(output))
                {
                    scope.Reader.Error(item.Position, $"Another entry of this file makes the same {fact.Kind} from the same rows. Give them different ids, times or conditions.");
                }

                facts.Add(fact);
            }
        }

        if (DocumentReader.Items(into).Count == 0)
        {
            scope.Reader.Error(into.Position, "'into' is empty. Name the kinds of facts that rows of the file become.");
        }

        return facts.ToImmutable();
    }

    // Occurrences without an id never clash: one row of daily counts may be several usage facts.
    private static string? Output(FactMapping fact) =>
        fact.Id is null && fact.Kind.Shape == Core.Facts.FactShape.Occurrence
            ? null
            : string.Join('\n', [
                fact.Kind.Name, $"{fact.Id}", string.Join('|', fact.Account), fact.At?.Name ?? "",
                .. fact.Where.Select(c => $"{c.Column}{(c.IsNegated ? "!" : "=")}{string.Join('|', c.Texts)}").Order(StringComparer.Ordinal)]);
}
