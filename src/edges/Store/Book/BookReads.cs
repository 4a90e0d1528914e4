using System.Collections.Immutable;
using Mainstay.Store.Teams;

namespace Mainstay.Store.Book;

/// <summary>The list of accounts with their current scores.</summary>
public sealed class BookReads
{
    private readonly Engine _engine;

    internal BookReads(Engine engine) => _engine = engine;

    /// <summary>One page of the book. Missing values come last in every order, equal ones by account id.</summary>
    /// <exception cref="ArgumentException">No workspace, a negative offset, or a limit outside 1 to 500.</exception>
    public Task<BookPage> ReadAsync(BookQuery query, CancellationToken cancellationToken)
    {
        Workspace.Required(query.Workspace);
        if (query.Offset < 0 || query.Limit is < 1 or > 500)
        {
            throw new ArgumentException($"A page begins at 0 or later and has 1 to 500 rows; asked were {query.Limit} from {query.Offset}.", nameof(query));
        }

        return _engine.ReadAsync(
            query.Workspace,
            async session => await BookScores.FindAsync(session, query.Workspace, query.Score) is { } score
                ? await ReadAsync(session, query, score)
                : new BookPage { Day = null, Rows = [], Total = 0, Tiers = [], Score = "", Scores = [], Owners = [], Segments = [] },
            cancellationToken);
    }

    /// <summary>The accounts after a place in an order of the book: pages of any depth cost the same.</summary>
    /// <param name="query">Its offset does not count.</param>
    /// <param name="asOf">The day whose scores are listed; null for each account's newest.</param>
    /// <param name="after">Null for the first page.</param>
    /// <returns>At most the query's limit.</returns>
    /// <exception cref="ArgumentException">No workspace, or a limit outside 1 to 501: one more than a page, to see whether there is another.</exception>
    public Task<ImmutableArray<ListedAccount>> ListAsync(BookQuery query, DateOnly? asOf, BookPlace? after, CancellationToken cancellationToken)
    {
        Workspace.Required(query.Workspace);
        if (query.Limit is < 1 or > 501)
        {
            throw new ArgumentException($"A list has 1 to 501 rows; asked were {query.Limit}.", nameof(query));
        }

        return _engine.ReadAsync(
            query.Workspace,
            async session => await BookScores.FindAsync(session, query.Workspace, query.Score) is { } score
                ? await BookListing.ReadAsync(session, query, asOf, after, score)
                : [],
            cancellationToken);
    }

    private static async Task<BookPage> ReadAsync(Session session, BookQuery query, BookScore score)
    {
        var where = BookFilter.Where(query);
        var arguments = BookFilter.Arguments(query, score);
        var rows = await session.QueryAsync<BookRowColumns>(
            $"{BookRowColumns.Select} WHERE {where} ORDER BY {BookFilter.OrderBy(query)} LIMIT @limit OFFSET @offset", arguments);
        var day = Days.Parse(score.Day);
        return new BookPage
        {
            Day = day,
            Rows = await BookRowDetails.AddAsync(session, query.Workspace, score.Score, day, rows),
            Total = await session.FirstOrDefaultAsync<int>($"SELECT COUNT(*) FROM book WHERE {where}", arguments),
            Tiers = await TierCounts.ReadAsync(session, query.Workspace, score.Score, day, query.Reach),
            Score = score.Score,
            Scores = await BookScores.NamesAsync(session, query.Workspace),
            Owners = await DistinctAsync("owner"),
            Segments = await DistinctAsync("segment"),
        };

        async Task<ImmutableArray<string>> DistinctAsync(string column) =>
        [
            .. await session.QueryAsync<string>(
                $"SELECT DISTINCT {column} FROM book WHERE workspace = @workspace AND score = @score AND {column} IS NOT NULL{ReachFilter.And(query.Reach)} ORDER BY {column}",
                arguments),
        ];
    }
}
