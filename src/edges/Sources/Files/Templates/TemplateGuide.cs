using System.Globalization;
using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Templates;

/// <summary>What each column of the templates means.</summary>
internal static class TemplateGuide
{
    private const string Head = $"""
        # Templates

        One CSV file for each kind of fact, with two example rows: replace them with yours. `{TemplateFolder.MappingFile}` reads the files as
        they stand:

            mainstay import --dry-run --data . --mapping {TemplateFolder.MappingFile}

        - Files are UTF-8; cells are separated by commas and quoted where they hold commas or quotes.
        - An empty cell is "not known", which is neither zero nor an empty text. Only the columns marked *yes* must be filled.
        - A date is `2025-03-10` or a time `2025-03-10T09:30:00Z`; without an offset it is in the zone of the mapping.
        - Columns that you do not have: delete them from the file and from the mapping. Files that you do not have: delete their entry
          from the mapping. What nobody feeds is missing; an empty file says that there is none.

        """;

    public static string Text()
    {
        var text = new StringBuilder(Head);
        foreach (var kind in FactKinds.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {TemplateFolder.FileOf(kind)}\n\n{kind.Meaning} {Shape(kind)}\n\n| column | type | required | meaning |\n|---|---|---|---|\n");
            foreach (var column in TemplateColumn.Of(kind))
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {column.Type} | {(column.IsRequired ? "yes" : "")} | {column.Meaning} |\n");
            }
        }

        return text.ToString();
    }

    private static string Shape(FactKind kind) => kind.Shape switch
    {
        FactShape.Occurrence => "Each row is something that happened once.",
        FactShape.Object => "Each row is a state that holds from its earliest time on; rows with the same id are versions.",
    };
}
