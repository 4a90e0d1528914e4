using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Facts.Suspicions;

/// <summary>Facts that lie before the customer was one.</summary>
internal static class Beginnings
{
    public static IEnumerable<Suspicion> Find(Book book, FactKind kind)
    {
        if (kind == FactKinds.Usage)
        {
            return Count(SuspicionType.BeforeSubscription, book, kind, FirstSubscription);
        }

        return kind == FactKinds.Tickets ? Count(SuspicionType.BeforeSignup, book, kind, a => First(a[FactKinds.Companies]) ?? FirstSubscription(a)) : [];
    }

    private static IEnumerable<Suspicion> Count(SuspicionType type, Book book, FactKind kind, Func<AccountHistory, long?> beginning)
    {
        var (count, all) = (0L, 0L);
        foreach (var account in book.Accounts)
        {
            var (columns, start, rows) = account[kind];
            all += rows;
            if (beginning(account) is { } first)
            {
                foreach (var at in columns.At.Slice(start, rows))
                {
                    // What has no date is before nothing.
                    count += at < first && at != Instant.MinValue.Micros ? 1 : 0;
                }
            }
        }

        if (count > 0)
        {
            yield return new Suspicion(type, kind, count, all);
        }
    }

    private static long? FirstSubscription(AccountHistory account)
    {
        var (columns, start, count) = account[FactKinds.Subscriptions];
        var starts = columns.Times(FactKinds.Subscriptions["starts_at"]);
        long? first = null;
        for (var row = start; row < start + count; row++)
        {
            var at = starts.Length > 0 && starts[row] != FactColumns.NoTime ? starts[row] : columns.At[row];
            first = at == Instant.MinValue.Micros || first <= at ? first : at;
        }

        return first;
    }

    private static long? First(FactRows rows)
    {
        long? first = null;
        foreach (var at in rows.Columns.At.Slice(rows.Start, rows.Count))
        {
            first = at == Instant.MinValue.Micros || first <= at ? first : at;
        }

        return first;
    }
}
