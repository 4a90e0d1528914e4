using System.Globalization;
using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Templates;

/// <summary>The mapping of files that have the columns of templates.</summary>
public static class TemplateMapping
{
    /// <summary>The mapping of one file of a kind.</summary>
    /// <param name="file">Its name, which also says whether it holds JSON lines.</param>
    /// <param name="zone">IANA id of the zone that dates without an offset are read in, and whose midnights begin the days.</param>
    /// <param name="header">The columns that it has; null where that cannot be told, and then it is read as if it had all.</param>
    public static string Of(FactKind kind, string file, string zone, IReadOnlyCollection<string>? header)
    {
        var text = new StringBuilder($"mapping: template\nzone: {zone}\ndates: iso\nfiles:\n");
        AppendFile(text, kind, file, [.. TemplateColumn.Of(kind).Where(c => c.IsRequired || header?.Contains(c.Name, StringComparer.Ordinal) != false)]);
        return text.ToString();
    }

    internal static void AppendFile(StringBuilder text, FactKind kind, string file, IReadOnlyList<TemplateColumn> columns)
    {
        text.Append(CultureInfo.InvariantCulture, $"  - file: {file}\n    into:\n      - kind: {kind}\n");
        foreach (var column in columns.Where(c => c.Key is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"        {column.Key}: {column.Name}\n");
        }

        string[] fields = [.. columns.Select(c => c.Field?.Name).OfType<string>()];
        text.Append(fields.Length > 0 ? "        fields:\n" : "        fields: {}\n");
        foreach (var field in fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"          {field}: {field}\n");
        }
    }
}
