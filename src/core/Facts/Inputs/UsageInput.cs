using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Facts.Inputs;

/// <summary>
/// Usage as local days: so many events of a user on a day, known by a midnight, and their numbers added up. Old events that the store
/// folds into days have the same number as before, unless they have numbers that are not whole: their sums depend on the order.
/// </summary>
internal static class UsageInput
{
    private static readonly FactField User = FactKinds.Usage["user"];
    private static readonly FactField Event = FactKinds.Usage["event"];
    private static readonly FactField[] Numbers = [.. FactKinds.Usage.Fields.Where(f => f.IsNumeric)];

    public static void Add(DailySums sums, FactRows rows, Calendar calendar, ulong account)
    {
        var columns = rows.Columns;
        var day = default(DateOnly);
        var (begin, end, known) = (Instant.MaxValue, Instant.MinValue, (Written: Instant.MinValue, Midnight: Instant.MinValue));
        for (var row = rows.Start; row < rows.End; row++)
        {
            var at = columns.AtOf(row);
            if (at < begin || at >= end)
            {
                day = calendar.DateOf(at);
                (begin, end) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
            }

            var from = end;
            if ((columns.RecordedAtOf(row) ?? columns.Stream.LearnedAt(at)) is var recorded && recorded > end)
            {
                known = known.Written == recorded ? known : (recorded, MidnightFrom(calendar, recorded));
                from = known.Midnight;
            }

            var hash = account.With(FactKinds.Usage.Index).With(day.DayNumber).With(from.Micros)
                .With(columns.HashOf(User, row) ?? 0).With(columns.HashOf(Event, row) ?? 0);
            sums.Add(from, hash);
            foreach (var field in Numbers)
            {
                if (columns.RawValue(field, row).Number is { } number)
                {
                    var ofField = hash.With(field.Index);
                    sums.Add(from, ofField + Part(ofField.With(1L), number));
                }
            }
        }
    }

    private static ulong Part(ulong of, double number) =>
        Math.Abs(number) < 1L << 53 && number == Math.Truncate(number) ? unchecked(of * (ulong)(long)number) : of.With(BitConverter.DoubleToInt64Bits(number));

    private static Instant MidnightFrom(Calendar calendar, Instant known)
    {
        var date = calendar.DateOf(known);
        return calendar.StartOf(date) == known ? known : calendar.StartOf(date.AddDays(1));
    }
}
