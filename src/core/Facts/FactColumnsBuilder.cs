namespace Mainstay.Core.Facts;

/// <summary>Lays facts of one kind down as columns, account after account.</summary>
internal sealed class FactColumnsBuilder(FactKind kind, Symbols symbols)
{
    private readonly List<Fact> _rows = [];

    /// <summary>Appends the account's facts of this kind, ordered and without duplicates; returns the number of rows so far.</summary>
    public int Append(IEnumerable<Fact> facts)
    {
        Fact? previous = null;
        foreach (var fact in facts.Where(f => f.Kind == kind).Order(FactOrder.Instance))
        {
            if (fact.Id is null || previous is null || FactOrder.Instance.Compare(previous, fact) != 0)
            {
                _rows.Add(fact);
                previous = fact;
            }
        }

        return _rows.Count;
    }

    public FactColumns Build(Stream stream) => new(
        kind,
        stream,
        symbols,
        [.. _rows.Select(r => r.At.Micros)],
        Optional(r => r.UpdatedAt is not null, r => r.UpdatedAt?.Micros ?? FactColumns.NoTime),
        Optional(r => r.RecordedAt is not null, r => r.RecordedAt?.Micros ?? FactColumns.NoTime),
        Optional(r => r.Id is not null, r => symbols.NumberOf(r.Id)),
        [.. kind.Fields.Select(Column)]);

    private Array? Column(FactField field) => field.Type switch
    {
        FieldType.Text => Optional(r => r.Values[field.Index].Text is not null, r => symbols.NumberOf(r.Values[field.Index].Text)),
        FieldType.Number or FieldType.Money or FieldType.Flag =>
            Optional(r => r.Values[field.Index].Number is not null, r => r.Values[field.Index].Number ?? double.NaN),
        FieldType.Moment or FieldType.Planned =>
            Optional(r => r.Values[field.Index].Time is not null, r => r.Values[field.Index].Time?.Micros ?? FactColumns.NoTime),
        FieldType.Duration => null,
    };

    private T[]? Optional<T>(Func<Fact, bool> has, Func<Fact, T> value) => _rows.Exists(r => has(r)) ? [.. _rows.Select(value)] : null;
}
