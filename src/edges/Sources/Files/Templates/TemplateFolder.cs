using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Templates;

/// <summary>
/// Files to begin with: a CSV for each kind of fact with two rows, the mapping that reads them and a guide to their columns.
/// All of it follows from <see cref="FactKinds"/>, so it cannot fall behind.
/// </summary>
public static class TemplateFolder
{
    public const string MappingFile = "mapping.yaml";
    public const string GuideFile = "README.md";

    /// <summary>Name and text of each file.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files =>
    [
        .. FactKinds.All.Select(kind => (FileOf(kind), Rows(kind))),
        (MappingFile, Mapping()),
        (GuideFile, TemplateGuide.Text()),
    ];

    internal static string FileOf(FactKind kind) => kind.Name + ".csv";

    private static string Rows(FactKind kind)
    {
        var columns = TemplateColumn.Of(kind);
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(c => c.Name)).Append('\n');
        for (var row = 0; row < TemplateColumn.Rows; row++)
        {
            text.AppendJoin(',', columns.Select(c => c.Examples[row])).Append('\n');
        }

        return text.ToString();
    }

    private static string Mapping()
    {
        var text = new StringBuilder();
        text.Append("# Reads the files beside it. What may stand in each column: README.md. What else a mapping can say: docs/guide/import-files.md.\n");
        text.Append("mapping: templates\nzone: UTC\ndates: iso\n\n# A kind that you have no file for: delete its entry. It is missing then, which is not the same as none.\nfiles:\n");
        foreach (var kind in FactKinds.All)
        {
            TemplateMapping.AppendFile(text, kind, FileOf(kind), TemplateColumn.Of(kind));
        }

        return text.ToString();
    }
}
