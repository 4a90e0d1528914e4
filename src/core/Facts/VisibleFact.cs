using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Facts;

/// <summary>
/// A fact as it could be seen at a point in time: fields that became known later read as absent.
/// </summary>
public readonly record struct VisibleFact(FactColumns Columns, int Row, PointInTime Point)
{
    public FactKind Kind => Columns.Kind;

    public Instant At => Columns.AtOf(Row);

    public string? Id => Columns.Ids?[Row];

    public string? Text(FactField field) => Value(field).Text;

    /// <summary>The number; of a duration its microseconds, absent where a moment is unknown or they stand in reverse.</summary>
    public double? Number(FactField field) => Value(field).Number;

    public Instant? Time(FactField field) => Value(field).Time;

    public FactValue Value(FactField field)
    {
        if (field.Span is { } span)
        {
            return Time(Kind[span.From]) is { } from && Time(Kind[span.To]) is { } to && from <= to ? FactValue.Of(to.Micros - from.Micros) : default;
        }

        if (field.KnownFrom is { } moment && Time(Kind[moment]) is null)
        {
            return default;
        }

        var value = Columns.RawValue(field, Row);
        return field.Type == FieldType.Moment && value.Time is { } time && !IsKnown(time) ? default : value;
    }

    // A moment of an imported row was learned when it happened plus the stream's lag; one of a row that Mainstay itself
    // recorded was learned with the row.
    private bool IsKnown(Instant moment) =>
        moment <= Point.AsOf
        && (Columns.RecordedAtOf(Row) is not null || moment.Plus(Columns.Stream.LagMicros) <= Point.KnownAt);
}
