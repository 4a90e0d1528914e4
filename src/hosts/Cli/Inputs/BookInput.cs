using System.Collections.Immutable;
using Mainstay.Cli.Import;
using Mainstay.Core.Facts;
using Mainstay.Runtime;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Store;

namespace Mainstay.Cli.Inputs;

/// <summary>Where a command takes accounts from: a folder of files, or a workspace of a database.</summary>
public abstract class BookInput : IAsyncDisposable
{
    private BookInput()
    {
    }

    /// <summary>What a command ends with that did all it was asked to: whether there is something to mend in the files it read.</summary>
    public int ExitCode { get; private protected set; } = MainstayCommand.Ok;

    /// <summary>One account, or all.</summary>
    /// <exception cref="UserException">The account does not exist.</exception>
    public async Task<ImmutableArray<AccountHistory>> LoadAsync(string? account, CancellationToken cancellationToken)
    {
        var book = await LoadBookAsync(cancellationToken);
        if (account is null)
        {
            return book.Accounts;
        }

        return book.Find(account) is { } history ? [history] : throw new UserException($"There is no account '{account}'.{Near(account, book)}");
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task<Book> LoadBookAsync(CancellationToken cancellationToken);

    /// <exception cref="UserException">The options contradict each other, or what they name cannot be read.</exception>
    public static async Task<BookInput> OpenAsync(
        string? data, string? mapping, string? database, string? workspace, TextWriter errors, CancellationToken cancellationToken)
    {
        if (data is null)
        {
            return mapping is null
                ? await WorkspaceBook.OpenAsync(database, workspace, create: false, cancellationToken)
                : throw new UserException("--mapping says how to read files: name their folder with --data.");
        }

        if (database is not null)
        {
            throw new UserException("Give either --data (files) or --database (the store), not both.");
        }

        if (workspace is not null)
        {
            throw new UserException("--workspace names a part of the database: leave it out with --data (files).");
        }

        return new FilesBook(data, await MappingInput.ReadAsync(mapping, errors, cancellationToken), errors);
    }

    private static string Near(string account, Book book) =>
        Core.Documents.Suggestion.Nearest(account, book.Accounts.Select(a => a.AccountId)) is { } near ? $" Did you mean '{near}'?" : "";

    public sealed class FilesBook(string folder, Mapping mapping, TextWriter errors) : BookInput
    {
        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        protected override async Task<Book> LoadBookAsync(CancellationToken cancellationToken)
        {
            using var progress = new ImportProgressLine(errors);
            var (book, report) = await BookFile.LoadAsync(folder, mapping, progress, Instant.Of(TimeProvider.System.GetUtcNow()), cancellationToken);
            ImportText.ThrowIfNothingWasRead(report);
            foreach (var (file, doubt) in report.Files.SelectMany(f => f.Doubts.Select(d => (f.File, d))))
            {
                await errors.WriteLineAsync($"warning: {file}: {doubt}");
            }

            foreach (var trouble in ImportText.Troubles(report))
            {
                await errors.WriteLineAsync(trouble);
            }

            if (!report.IsClean)
            {
                await errors.WriteLineAsync(ImportText.Summary(report) + " See: mainstay import --dry-run");
            }

            ExitCode = report.IsToBeMended ? MainstayCommand.BadInput : MainstayCommand.Ok;

            return book;
        }
    }

    public sealed class WorkspaceBook : BookInput
    {
        private WorkspaceBook(Database database, string workspace)
        {
            Database = database;
            Workspace = workspace;
        }

        public Database Database { get; }

        public string Workspace { get; }

        /// <param name="path">Null for the default database.</param>
        /// <param name="workspace">Null for the only one that the database holds.</param>
        /// <param name="create">Whether a database that does not exist is created; then the workspace must be named.</param>
        /// <exception cref="UserException">There is no such database or workspace, or it is not said which workspace is meant.</exception>
        public static Task<WorkspaceBook> OpenAsync(string? path, string? workspace, bool create, CancellationToken cancellationToken) =>
            OpenAsync(path, workspace, create, Database.OpenAsync, cancellationToken);

        /// <summary>The same for commands that may run beside a server: see <see cref="Database.OpenBesideServerAsync"/>.</summary>
        public static Task<WorkspaceBook> OpenBesideServerAsync(string? path, string? workspace, bool create, CancellationToken cancellationToken) =>
            OpenAsync(path, workspace, create, Database.OpenBesideServerAsync, cancellationToken);

        private static async Task<WorkspaceBook> OpenAsync(
            string? path, string? workspace, bool create, Func<string, CancellationToken, Task<Database>> open, CancellationToken cancellationToken)
        {
            var file = path ?? Defaults.Database;
            if (!create && !Database.IsServer(file) && !File.Exists(file))
            {
                throw new UserException($"There is no database {file}. Import something first (mainstay import), or name files with --data and --mapping.");
            }

            Database database;
            try
            {
                database = await open(file, cancellationToken);
            }
            catch (DatabaseOpenException e)
            {
                throw new UserException(e.Message, e);
            }

            return new WorkspaceBook(database, create && workspace is not null ? workspace : await FindAsync(database, workspace, cancellationToken));
        }

        public override ValueTask DisposeAsync() => Database.DisposeAsync();

        protected override Task<Book> LoadBookAsync(CancellationToken cancellationToken) => Database.Facts.LoadBookAsync(Workspace, cancellationToken);

        private static async Task<string> FindAsync(Database database, string? workspace, CancellationToken cancellationToken)
        {
            var workspaces = await database.WorkspacesAsync(cancellationToken);
            if (workspace is not null && workspaces.Contains(workspace, StringComparer.Ordinal))
            {
                return workspace;
            }

            if (workspace is null && workspaces is [var only])
            {
                return only;
            }

            await database.DisposeAsync();
            throw new UserException((workspaces.Count, workspace) switch
            {
                (0, _) => $"{database.Name} holds no workspace yet: import something first (mainstay import).",
                (_, null) => $"{database.Name} holds several workspaces ({string.Join(", ", workspaces)}): say which with --workspace.",
                _ => $"{database.Name} holds no workspace '{workspace}', but {string.Join(", ", workspaces)}.",
            });
        }
    }
}
