using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Finds the cell that says of a fact that it has not happened yet.</summary>
/// <param name="latest">In microseconds; what is later lies ahead. What is planned may.</param>
internal sealed class FutureCells(BoundFact bound, long latest)
{
    /// <summary>The column and what stands there; null where all of it has happened.</summary>
    public (string Column, string Value)? Of(Row row, Fact fact)
    {
        if (bound.Kind.Shape == FactShape.Occurrence && fact.At.Micros > latest && bound.At is var (column, slot))
        {
            return (column.Name, Shortened.Of(row[slot]));
        }

        foreach (var (field, source, place) in bound.Columns)
        {
            if (field.Type == FieldType.Moment && fact.Values[field.Index].Time?.Micros > latest)
            {
                return (source.Name, Shortened.Of(row[place]));
            }
        }

        return null;
    }
}
