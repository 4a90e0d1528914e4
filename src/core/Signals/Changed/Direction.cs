using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Changed;

/// <summary>Which changes count. <c>default</c> is any.</summary>
public enum Direction
{
    Any,
    Up,
    Down,
}

internal static class DirectionSyntax
{
    public static Direction Read(DocumentReader reader, DocumentNode node, FactField field, DocumentNode? order)
    {
        var word = reader.OneOf(node, "direction", "any", "up", "down");
        if (word is "up" or "down" && field.Type == FieldType.Text && order is null)
        {
            reader.Error(node.Position, $"{field.Name} is a word and has no direction without 'order', such as order: [starter, pro, scale].");
        }

        return word switch
        {
            "up" => Direction.Up,
            "down" => Direction.Down,
            _ => Direction.Any,
        };
    }

    public static string Describe(this Direction direction) => direction switch
    {
        Direction.Any => "changed",
        Direction.Up => "went up",
        Direction.Down => "went down",
    };
}
