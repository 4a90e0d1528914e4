using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Templates;

/// <summary>A column of a template.</summary>
/// <param name="Name">In the header.</param>
/// <param name="Key">What it is in the mapping beside the fields: account, id, at; null for a field alone.</param>
/// <param name="Field">The field it fills, if any.</param>
/// <param name="Type">What may stand in it, in words.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Examples">A cell for each row.</param>
internal sealed record TemplateColumn(string Name, string? Key, FactField? Field, string Type, string Meaning, IReadOnlyList<string> Examples)
{
    public const int Rows = 2;

    public bool IsRequired => Key is not null;

    public static IReadOnlyList<TemplateColumn> Of(FactKind kind)
    {
        var columns = new List<TemplateColumn> { new("account_id", "account", null, "text", "Id of the account, the same in all files", ["acme", "bolt"]) };

        // An attribute's name tells its versions apart; a company is its account.
        var id = kind == FactKinds.Attributes ? "name" : kind == FactKinds.Companies || kind.Shape == FactShape.Occurrence ? null : "id";
        if (id == "id")
        {
            columns.Add(new("id", "id", null, "text", "Id of the object in its source; a row with the same id is a version of it", [$"{kind.Name}-1", $"{kind.Name}-2"]));
        }

        if (kind.Shape == FactShape.Occurrence)
        {
            columns.Add(new("occurred_at", "at", null, TimeType, "When it happened", ["2025-03-10T09:30:00Z", "2025-03-11T14:00:00Z"]));
        }

        columns.AddRange(kind.Fields.Where(f => f.Span is null).Select(f =>
            new TemplateColumn(f.Name, f.Name == id ? "id" : null, f, TypeOf(f), f.Meaning, TemplateExamples.Of(kind, f))));
        return columns;
    }

    private const string TimeType = "date or time";

    private static string TypeOf(FactField field) => field.Type switch
    {
        FieldType.Text => "text",
        FieldType.Number => "number",
        FieldType.Money => "whole minor units (1999 for 19.99)",
        FieldType.Flag => "true or false",
        FieldType.Moment => TimeType + ", empty until it happened",
        FieldType.Planned => TimeType + ", may lie ahead",
        FieldType.Duration => throw new ArgumentException($"{field.Name} is computed.", nameof(field)),
    };
}
