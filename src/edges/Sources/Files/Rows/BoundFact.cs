using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>A fact mapping whose columns have become slots of a <see cref="Row"/>.</summary>
internal sealed class BoundFact
{
    public BoundFact(FactMapping mapping, Func<string, int> slotOf)
    {
        Mapping = mapping;
        Account = [.. mapping.Account.Select(way => (way, slotOf(way.Name)))];
        Beginning = mapping.Kind.States is [var state, ..] ? mapping.Kind[state.From] : null;
        Id = mapping.Id is IdSource.Column id ? slotOf(id.Name) : -1;
        At = Bind(mapping.At, slotOf);
        UpdatedAt = Bind(mapping.UpdatedAt, slotOf);
        RecordedAt = Bind(mapping.RecordedAt, slotOf);
        Where = [.. mapping.Where.Select(c => (c, slotOf(c.Column)))];
        Constants = new FactValue[mapping.Kind.Fields.Length];
        var columns = new List<(FactField, FieldSource.Column, int)>();
        foreach (var (field, source) in mapping.Fields)
        {
            switch (source)
            {
                case FieldSource.Constant constant:
                    Constants[field.Index] = constant.Value;
                    break;
                case FieldSource.Column column:
                    columns.Add((field, column, slotOf(column.Name)));
                    break;
            }
        }

        Columns = [.. columns];
        MinorDigits = new MinorDigits(this);
    }

    public FactMapping Mapping { get; }

    public FactKind Kind => Mapping.Kind;

    /// <summary>The ways in which a row says whose it is, the strongest first.</summary>
    public (AccountSource Way, int Slot)[] Account { get; }

    /// <summary>The field that says when a fact of the kind began: a term's start, a ticket's opening. Null: only the fact's own time does.</summary>
    public FactField? Beginning { get; }

    /// <summary>Whether the account is found by a fact alone, so that this fact can be too early for it.</summary>
    public bool HasOwner => Account is [(AccountSource.Via, _)];

    /// <summary>-1 when the id is not in a column.</summary>
    public int Id { get; }

    public (TimeColumn Column, int Slot)? At { get; }

    public (TimeColumn Column, int Slot)? UpdatedAt { get; }

    public (TimeColumn Column, int Slot)? RecordedAt { get; }

    public (Condition Condition, int Slot)[] Where { get; }

    /// <summary>One value per field of the kind; absent where a column gives it.</summary>
    public FactValue[] Constants { get; }

    public (FactField Field, FieldSource.Column Source, int Slot)[] Columns { get; }

    /// <summary>How many decimals the amounts in major units of a row may have.</summary>
    public MinorDigits MinorDigits { get; }

    /// <summary>Every column the mapping reads, some of them more than once.</summary>
    public static IEnumerable<string> ColumnsOf(FactMapping mapping)
    {
        var slots = new List<string>();
        _ = new BoundFact(mapping, name =>
        {
            slots.Add(name);
            return 0;
        });
        return slots;
    }

    private static (TimeColumn, int)? Bind(TimeColumn? column, Func<string, int> slotOf) =>
        column is null ? null : (column, slotOf(column.Name));
}
