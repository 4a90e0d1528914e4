using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.JsonLines;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Reads one file; whatever is wrong with it ends up in its report.</summary>
internal sealed class FileImport : IDisposable
{
    public const int BatchSize = 1024;

    public const int ProgressEvery = 65_536;

    private readonly ImportState _import;
    private readonly FileReport _report;
    private readonly SourceRows _rows;
    private readonly Row _row;
    private readonly Dictionary<string, int> _slotOfName;
    private readonly FactReader[] _facts;
    private readonly Rejections _rejections;
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _isDone;

    private FileImport(ImportState import, FileReport report, SourceRows rows, FileMapping file)
    {
        (_import, _report, _rows) = (import, report, rows);
        _rejections = new Rejections(import.Report, report);
        var slotOfName = rows.Bind(file, import.KeepsCells);
        _slotOfName = slotOfName;
        _row = new Row(slotOfName.Count);
        _facts = [.. file.Facts.Select(f => new FactReader(new BoundFact(f, name => slotOfName[name]), import))];
    }

    /// <summary>Null when the file cannot be read at all; the report then says why.</summary>
    public static async Task<FileImport?> OpenAsync(ImportState import, FileMapping file, CancellationToken cancellationToken)
    {
        var rows = await OpenRowsAsync(import, file, cancellationToken);
        try
        {
            return rows is null ? null : new FileImport(import, import.Report[file.File], rows, file);
        }
        catch (UnreadableFileException e)
        {
            import.Report[file.File].Failure = e.Message;
            rows!.Dispose();
            return null;
        }
    }

    /// <summary>The file ready to be read. Null when it cannot be read; the report then says why.</summary>
    internal static async Task<SourceRows?> OpenRowsAsync(ImportState import, FileMapping file, CancellationToken cancellationToken)
    {
        try
        {
            Require(import, file);
            var path = SourceFile.Find(import.Folder, file.File)
                ?? throw new UnreadableFileException(Directory.Exists(Path.Combine(import.Folder, file.File))
                    ? $"'{file.File}' in '{import.Folder}' is a folder. Expected a file."
                    : $"There is no file '{file.File}' or '{file.File}.gz' in '{import.Folder}'. Add it, or take it out of the mapping.");
            var stream = SourceFile.Open(path, out var share);
            SourceRows rows = file.IsJsonLines
                ? await JsonRows.OpenAsync(stream, cancellationToken)
                : await CsvRows.OpenAsync(stream, file.Delimiter, cancellationToken);
            rows.Share = share;
            return rows;
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            import.Report[file.File].Failure = Explain(e);
            return null;
        }
    }

    /// <summary>Reads about <see cref="BatchSize"/> facts; false when there are no more.</summary>
    public async ValueTask<bool> ReadAsync(List<Fact> batch, CancellationToken cancellationToken)
    {
        batch.Clear();
        try
        {
            while (!_isDone && batch.Count < BatchSize)
            {
                if (!await _rows.NextAsync(_row, cancellationToken))
                {
                    _isDone = true;
                    _report.Doubt(_rows.Doubts());
                    Tell();
                    break;
                }

                _report.CountRows(1);
                Read(batch);
                if (_report.Rows % ProgressEvery == 0)
                {
                    Tell();
                }
            }
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            _isDone = true;
            _report.Doubt(_rows.Doubts());
            _report.Failure = $"Reading stopped after {_report.Rows} rows. {Explain(e)}";
        }

        return batch.Count > 0;
    }

    public void Dispose() => _rows.Dispose();

    private void Read(List<Fact> batch)
    {
        if (_row.Defect is { } defect)
        {
            _rejections.Reject(_row, defect, _facts);
            return;
        }

        foreach (var reader in _facts)
        {
            if (reader.Read(_row, out var rejection, out var unmatched) is { } fact)
            {
                var duplicates = fact.Id is null ? default : _import.Duplicates.Count(FactHash.Of(fact), reader.Bound.Id >= 0);
                _report.Count(fact.Kind, 1);
                _report.Count(duplicates);
                _report.CountBeforeOwner(fact.Kind, reader.IsBeforeOwner(fact) ? 1 : 0);
                if (reader.Future.Of(_row, fact) is var (column, value))
                {
                    _rejections.TellFuture(_row, column, value, fact);
                }

                batch.Add(fact);
                Tell(reader, fact, row: null);
            }
            else if (unmatched is not null)
            {
                Tell(reader, unmatched.Fact, _rejections.Leave(_row, unmatched));
            }
            else if (rejection is not null)
            {
                _rejections.Reject(_row, reader.Bound.Kind, rejection);
            }
        }
    }

    private void Tell(FactReader reader, Fact fact, UnmatchedRow? row)
    {
        if (_import.Claimed is not null && (row is not null || _import.TellsFound))
        {
            _import.Claimed(new ClaimedFact(fact, [.. reader.Claims], row, row is not null && _import.KeepsCells ? Cells() : []));
        }
    }

    private KeyValuePair<string, string>[] Cells() =>
        [.. _slotOfName.Select(column => KeyValuePair.Create(column.Key, _row[column.Value].ToString()))];

    private void Tell() =>
        _import.Progress?.Report(ImportProgress.Of(_report.File, _report.Rows, Stopwatch.GetElapsedTime(_started).TotalSeconds, _rows.Share()));

    // Without the file that says whose the rows are, each of them would be rejected; one sentence tells more.
    private static void Require(ImportState import, FileMapping file)
    {
        foreach (var needed in ReadingOrder.Needs(file, import.Mapping.Files))
        {
            if (import.Report[needed.File].Failure is not null)
            {
                throw new UnreadableFileException($"Its accounts are found via '{needed.File}', which could not be read.");
            }
        }
    }

    internal static bool IsOfTheFile(Exception e) =>
        e is UnreadableFileException or IOException or InvalidDataException or UnauthorizedAccessException;

    internal static string Explain(Exception e) => e switch
    {
        InvalidDataException => "The compressed data is broken or cut off. Copy the file again.",
        _ => e.Message,
    };
}
