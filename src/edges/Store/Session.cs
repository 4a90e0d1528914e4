using System.Data.Common;
using Dapper;
using Mainstay.Store.Backups;

namespace Mainstay.Store;

/// <summary>One transaction on one connection: what the statements of the stores run in.</summary>
internal abstract class Session(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether accounts were marked in this transaction.</summary>
    public bool HasMarked { get; set; }

    /// <summary>Whether changes of the book were written in this transaction.</summary>
    public bool HasChanged { get; set; }

    /// <summary>An expression for the database's own time, in microseconds since 1970. Within a statement it may move on.</summary>
    public abstract string Now { get; }

    public async Task<int> ExecuteAsync(string sql, object? arguments = null)
    {
        await FlushAsync();
        return await connection.ExecuteAsync(Command(sql, arguments));
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments = null)
    {
        await FlushAsync();
        return (await connection.QueryAsync<T>(Command(sql, arguments))).AsList();
    }

    public async Task<T?> FirstOrDefaultAsync<T>(string sql, object? arguments = null)
    {
        await FlushAsync();
        return await connection.QueryFirstOrDefaultAsync<T>(Command(sql, arguments));
    }

    /// <summary>For statements that run thousands of times, where building the command anew would cost more than running it.</summary>
    public abstract PreparedStatement Prepare(string sql, params ReadOnlySpan<string> parameters);

    /// <summary>The text of a row as UTF-8, valid until the reader goes on: without a string, where rows come by the thousand.</summary>
    /// <param name="column">Not null.</param>
    public abstract ReadOnlySpan<byte> Utf8(DbDataReader row, int column);

    /// <summary>A condition that a column has one of many texts, which one parameter of a prepared statement brings.</summary>
    public abstract string IsAmong(string column, string parameter);

    /// <summary>The value of that parameter.</summary>
    public abstract object Among(IEnumerable<string> texts);

    /// <summary>Adds rows by the fastest way the database has.</summary>
    /// <param name="rows">Best in the order of the table's key.</param>
    /// <returns>How many rows are new, or were changed.</returns>
    public abstract Task<int> InsertAsync(BulkRows rows);

    /// <summary>Looks up rows by the rest of a key that begins with the workspace and goes on with the table's second column, a blob.</summary>
    /// <returns>Of each key whether there is such a row.</returns>
    public abstract Task<bool[]> HasAsync(BulkTable table, string workspace, byte[][] keys);

    /// <summary>Adds rows in their turn, at the latest when the transaction commits.</summary>
    public abstract Task QueueAsync(BulkRows rows);

    /// <summary>Adds rows; those whose keys are there already are left out.</summary>
    /// <param name="rows">Values in the order of the table's columns; best in the order of its key.</param>
    /// <returns>How many rows are new.</returns>
    public Task<int> InsertAsync(BulkTable table, IReadOnlyList<object?[]> rows) => InsertAsync(BulkRows.Of(table, rows));

    /// <summary>The tables of the schema in the order of their making, so that a table comes after those it refers to.</summary>
    public abstract Task<IReadOnlyList<BackupTable>> TablesAsync();

    /// <summary>From here on a transaction that goes across workspaces is in this one.</summary>
    public abstract Task EnterAsync(string workspace);

    /// <summary>Makes other transactions that ask for the same name wait until this one ends, where several write at a time.</summary>
    /// <param name="name">Unique among the locks of all workspaces.</param>
    public abstract Task LockAsync(string name);

    /// <summary>Makes only those wait that ask for the name alone by <see cref="LockAsync"/>, and waits for them.</summary>
    public abstract Task LockSharedAsync(string name);

    /// <summary>Makes the database itself refuse to change or remove the rows of a table.</summary>
    public abstract Task MakeAppendOnlyAsync(string table);

    /// <summary>Runs what was queued by prepared statements and has not run yet.</summary>
    public abstract Task FlushAsync();

    protected DbConnection Connection => connection;

    protected DbTransaction Transaction => transaction;

    private CommandDefinition Command(string sql, object? arguments) =>
        new(sql, arguments, transaction, cancellationToken: cancellationToken);
}
