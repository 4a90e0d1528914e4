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

    public double? Number(FactField field)
    {
        if (field.Span is not { } span)
        {
            return Value(field).Number;
        }

        return Time(Kind[span.From]) is { } from && Time(Kind[span.To]) is { } to && from <= to ? to.Micros - from.Micros : null;
    }

    public Instant? Time(FactField field) => Value(field).Time;

    public FactValue Value(FactField field)
    {
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
