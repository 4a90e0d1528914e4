using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Facts.Suspicions;

/// <summary>Looks through a book for what is hardly true. Works on whole columns; nothing is looked at while rows are read.</summary>
public static class BookSuspicions
{
    /// <summary>Clocks are wrong and zones are mixed up; more than a day is neither.</summary>
    private const long Skew = Instant.MicrosPerDay;

    /// <summary>Of fewer values nothing is suspicious.</summary>
    public const int Few = 20;

    /// <param name="book">All that is looked at.</param>
    /// <param name="mapped">The fields that columns of the source feed, by kind.</param>
    /// <param name="now">The time of the import.</param>
    public static IReadOnlyList<Suspicion> Find(Book book, IReadOnlyDictionary<FactKind, IReadOnlyCollection<FactField>> mapped, Instant now)
    {
        if (book.Accounts.IsEmpty)
        {
            return [];
        }

        var found = new List<Suspicion>();
        var latest = EarlyEnds.Latest(book, now);
        foreach (var kind in FactKinds.All)
        {
            var columns = book.Accounts[0][kind].Columns;
            if (columns.Count == 0)
            {
                continue;
            }

            found.AddRange(Beginnings.Find(book, kind));
            Add(found, SuspicionType.InFuture, kind, CountFuture(columns, now.Plus(Skew).Micros), columns.Count, what: null);
            foreach (var (from, to) in Spans(kind))
            {
                Add(found, SuspicionType.EndBeforeStart, kind, CountReversed(columns.Times(from), columns.Times(to)), columns.Count, $"{from.Name}, {to.Name}");
            }

            foreach (var field in kind.Fields)
            {
                if (field.Scale is var (least, most))
                {
                    var (outside, all) = CountOutside(columns.Numbers(field), least, most);
                    Add(found, SuspicionType.OutOfScale, kind, outside, all, field.Name);
                }
            }

            found.AddRange(OneAccount(book, kind, columns.Count));
            foreach (var field in mapped.GetValueOrDefault(kind) ?? [])
            {
                found.AddRange(OneValue(columns, field));
            }

            found.AddRange(EarlyEnds.Find(columns, latest, now));
        }

        return found;
    }

    private static void Add(List<Suspicion> found, SuspicionType type, FactKind kind, long count, long of, string? what)
    {
        if (count > 0)
        {
            found.Add(new Suspicion(type, kind, count, of, what));
        }
    }

    // What is planned may lie ahead; what has happened may not.
    private static long CountFuture(FactColumns columns, long limit)
    {
        var moments = columns.Kind.Fields.Where(f => f.Type == FieldType.Moment).ToArray();
        var isFuture = new bool[columns.Count];
        if (columns.Kind.Shape == FactShape.Occurrence)
        {
            Mark(columns.At, limit, isFuture);
        }

        foreach (var moment in moments)
        {
            Mark(columns.Times(moment), limit, isFuture);
        }

        return isFuture.AsSpan().Count(true);
    }

    private static void Mark(ReadOnlySpan<long> times, long limit, bool[] isFuture)
    {
        for (var row = 0; row < times.Length; row++)
        {
            isFuture[row] |= times[row] > limit;
        }
    }

    // What was planned may be done early: a bill may be paid before it is due.
    private static IEnumerable<(FactField From, FactField To)> Spans(FactKind kind) =>
        kind.States.Select(s => (s.From, s.To))
            .Concat(kind.Fields.Where(f => f.Span is not null).Select(f => f.Span!.Value))
            .Distinct()
            .Select(span => (From: kind[span.Item1], To: kind[span.Item2]))
            .Where(span => span.From.Type == FieldType.Moment || span.To.Type == FieldType.Planned);

    private static long CountReversed(ReadOnlySpan<long> from, ReadOnlySpan<long> to)
    {
        var count = 0L;
        for (var row = 0; row < Math.Min(from.Length, to.Length); row++)
        {
            count += from[row] != FactColumns.NoTime && to[row] != FactColumns.NoTime && to[row] < from[row] ? 1 : 0;
        }

        return count;
    }

    private static (long Outside, long All) CountOutside(ReadOnlySpan<double> numbers, double least, double most)
    {
        var (outside, all) = (0L, 0L);
        foreach (var number in numbers)
        {
            outside += number < least || number > most ? 1 : 0;
            all += double.IsNaN(number) ? 0 : 1;
        }

        return (outside, all);
    }

    private static IEnumerable<Suspicion> OneAccount(Book book, FactKind kind, int all)
    {
        var largest = book.Accounts.MaxBy(a => a[kind].Count)!;
        if (all >= Few && book.Accounts.Length > 1 && largest[kind].Count * 10L > all * 9L)
        {
            yield return new Suspicion(SuspicionType.OneAccount, kind, largest[kind].Count, all, largest.AccountId);
        }
    }

    // A flag that nobody has, and one currency, are everyday; an account's only row proves nothing.
    private static IEnumerable<Suspicion> OneValue(FactColumns columns, FactField field)
    {
        var (values, isOne) = Values(columns, field);
        if (values == 0)
        {
            yield return new Suspicion(SuspicionType.Empty, columns.Kind, columns.Count, columns.Count, field.Name);
        }
        else if (isOne && values >= Few && field.Type != FieldType.Flag && !string.Equals(field.Name, "currency", StringComparison.Ordinal))
        {
            yield return new Suspicion(SuspicionType.OneValue, columns.Kind, values, columns.Count, field.Name);
        }
    }

    private static (long Count, bool IsOne) Values(FactColumns columns, FactField field) =>
        field.Type == FieldType.Text ? Values(columns.Texts(field) is { } texts ? texts.Codes : [], absent: TextInterner.Absent)
        : field.IsTime ? Values(columns.Times(field), FactColumns.NoTime)
        : Values(columns.Numbers(field), double.NaN);

    private static (long Count, bool IsOne) Values<T>(ReadOnlySpan<T> values, T absent)
        where T : struct, IEquatable<T>
    {
        var (count, first, isOne) = (0L, absent, true);
        foreach (var value in values)
        {
            if (value.Equals(absent))
            {
                continue;
            }

            first = count == 0 ? value : first;
            isOne &= value.Equals(first);
            count++;
        }

        return (count, isOne);
    }
}
