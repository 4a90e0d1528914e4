using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Facts.Inputs;

/// <summary>The rows of a kind, each from when it was first seen, and its moments each from when they were known.</summary>
internal static class FactInput
{
    private static readonly FactField[][] Undated = [.. FactKinds.All.Select(kind => kind.Fields.Where(f => f.Span is null && !IsDated(f)).ToArray())];
    private static readonly FactField[][] Dated = [.. FactKinds.All.Select(kind => kind.Fields.Where(f => f.Span is null && IsDated(f)).ToArray())];

    public static void Add(DailySums sums, FactRows rows, ulong account)
    {
        var columns = rows.Columns;
        var kind = columns.Kind;
        for (var row = rows.Start; row < rows.End; row++)
        {
            var at = columns.AtOf(row);
            var from = FirstSeen(columns, row, at);
            var hash = account.With(kind.Index).With(from.Micros).With(at.Micros).With(columns.UpdatedAtOf(row)?.Micros ?? 0);
            hash = columns.Ids is { } ids && ids.Codes[row] is >= 0 and var id ? hash.With(ids.HashOf(id)) : hash;
            foreach (var field in Undated[kind.Index])
            {
                hash = columns.HashOf(field, row) is { } value ? hash.With(field.Index).With(value) : hash;
            }

            sums.Add(from, hash);
            foreach (var field in Dated[kind.Index])
            {
                var moment = field.KnownFrom is { } known ? kind[known] : field;
                if (columns.HashOf(field, row) is { } value && columns.Times(moment) is { IsEmpty: false } times && times[row] != FactColumns.NoTime)
                {
                    sums.Add(Later(from, Known(columns, row, new Instant(times[row]))), hash.With(field.Index).With(value));
                }
            }
        }
    }

    private static bool IsDated(FactField field) => field.Type == FieldType.Moment || field.KnownFrom is not null;

    // An occurrence is seen from just after it happened.
    private static Instant FirstSeen(FactColumns columns, int row, Instant at)
    {
        var seen = columns.Kind.Shape == FactShape.Occurrence ? at.Plus(1) : at;
        return at == Instant.MinValue ? columns.RecordedAtOf(row) ?? at : Later(seen, columns.RecordedAtOf(row) ?? columns.Stream.LearnedAt(at));
    }

    private static Instant Known(FactColumns columns, int row, Instant moment) =>
        columns.RecordedAtOf(row) is null ? columns.Stream.LearnedAt(moment) : moment;

    private static Instant Later(Instant a, Instant b) => a < b ? b : a;
}
