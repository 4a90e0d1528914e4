using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Score;

/// <summary>Writes the rows of a book account by account: to the terminal, or to a file that can be gone on with.</summary>
internal sealed class ScoreCsvRun(HealthModel model, ImmutableArray<AccountHistory> accounts, DayRange days, BookRollups rollups, TextWriter errors)
{
    // So many rows of a year that a piece is worth a write, and so few that two processors never wait for one another.
    private const int AccountsPerPiece = 8;

    /// <summary>What the rows follow from: whoever goes on with a file must have all of it as it was.</summary>
    private ImmutableArray<(string What, string Is)> Origin =>
    [
        ("model", $"{model.Name} {model.Version}"),
        ("facts", BookFingerprint.Of(accounts)),
        // Those of other accounts than the ones that are written go into roll-ups as well.
        ("roll-ups", rollups.Fingerprint),
        ("days", string.Create(CultureInfo.InvariantCulture, $"{days.From:yyyy-MM-dd} {days.To:yyyy-MM-dd} {days.Every}")),
        ("version of Mainstay", $"{typeof(HealthModel).Module.ModuleVersionId} {typeof(ScoreCsvRun).Module.ModuleVersionId}"),
    ];

    /// <returns>Whether there was any row.</returns>
    public async Task<bool> WriteAsync(TextWriter writer, CancellationToken cancellationToken)
    {
        var isAny = false;
        await writer.WriteAsync(ScoreCsv.Header(model));
        using var progress = new ProgressLine(errors, "accounts", accounts.Length);
        await foreach (var (done, text) in PiecesAsync(0, cancellationToken))
        {
            await writer.WriteAsync(Encoding.UTF8.GetString(text.Span));
            isAny |= text.Length > 0;
            progress.Report(done);
        }

        return isAny;
    }

    /// <exception cref="StoppedException">Cancelled; what was written can be gone on with.</exception>
    /// <returns>Whether there was any row.</returns>
    public async Task<bool> WriteAsync(ResumableFile file, CancellationToken cancellationToken)
    {
        var header = Encoding.UTF8.GetBytes(ScoreCsv.Header(model));
        var done = Begin(file, header);
        using var progress = new ProgressLine(errors, "accounts", accounts.Length, done);
        try
        {
            await foreach (var (end, text) in PiecesAsync(done, cancellationToken))
            {
                file.Write(text.Span);
                file.Reached(done = end);
                progress.Report(done);
            }
        }
        catch (OperationCanceledException e) when (file.TryKeep(done))
        {
            throw new StoppedException(string.Create(
                CultureInfo.InvariantCulture, $"Stopped. {file.PartPath} holds {done:#,0} of {accounts.Length:#,0} accounts; the same command goes on from there."), e);
        }

        file.Commit();
        return file.Length > header.Length;
    }

    private int Begin(ResumableFile file, byte[] header)
    {
        var (done, changed) = file.Begin(Origin, header);
        if (changed is not null)
        {
            errors.WriteLine($"{file.PartPath} was begun with {(changed.EndsWith('s') ? "other" : "another")} {changed}: starting over.");
        }
        else if (done > 0)
        {
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Going on: {file.PartPath} holds {done:#,0} of {accounts.Length:#,0} accounts already."));
        }

        return done;
    }

    private async IAsyncEnumerable<(int Done, ReadOnlyMemory<byte> Text)> PiecesAsync(
        int from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (accounts.IsEmpty)
        {
            yield break;
        }

        var sweeps = BookScoring.Sweeps(model, accounts, days);
        var used = new ConcurrentBag<CsvText>();
        var pieces = new OrderedPieces(accounts.Length, AccountsPerPiece).RunAsync(
            from,
            () => new ScoreCsvRows(model, sweeps(), days, rollups),
            (rows, items) =>
            {
                var text = used.TryTake(out var old) ? old : new CsvText();
                text.Clear();
                foreach (var history in accounts[items])
                {
                    rows.Add(history, text);
                }

                return text;
            },
            cancellationToken);
        await foreach (var (end, text) in pieces)
        {
            yield return (end, text.Written);
            used.Add(text);
        }
    }
}
