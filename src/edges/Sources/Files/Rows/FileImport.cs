using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Reads one file; whatever is wrong with it ends up in its report.</summary>
internal sealed class FileImport : IDisposable
{
    public const int BatchSize = 1024;

    private const int ProgressEvery = 65_536;

    private readonly ImportState _import;
    private readonly FileReport _report;
    private readonly CsvRows _rows;
    private readonly Row _row;
    private readonly FactReader[] _facts;
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _isDone;

    private FileImport(ImportState import, FileReport report, CsvRows rows, FileMapping file)
    {
        (_import, _report, _rows) = (import, report, rows);
        var slots = HeaderMatch.Slots(file, rows.Header);
        rows.Select(slots.OfColumn);
        _row = new Row(slots.OfName.Count);
        _facts = [.. file.Facts.Select(f => new FactReader(new BoundFact(f, name => slots.OfName[name]), import))];
    }

    /// <summary>Null when the file cannot be read at all; the report then says why.</summary>
    public static async Task<FileImport?> OpenAsync(ImportState import, FileMapping file, CancellationToken cancellationToken)
    {
        var report = import.Report[file.File];
        CsvRows? rows = null;
        try
        {
            Require(import, file);
            var path = SourceFile.Find(import.Folder, file.File)
                ?? throw new UnreadableFileException($"There is no file '{file.File}' or '{file.File}.gz' in '{import.Folder}'.");
            rows = await CsvRows.OpenAsync(SourceFile.Open(path), file.Delimiter, cancellationToken);
            return new FileImport(import, report, rows, file);
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            report.Failure = Explain(e);
            rows?.Dispose();
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
                    Tell();
                    break;
                }

                _report.CountRow();
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
            _report.Failure = $"Reading stopped after {_report.Rows} rows. {Explain(e)}";
        }

        return batch.Count > 0;
    }

    public void Dispose() => _rows.Dispose();

    private void Read(List<Fact> batch)
    {
        if (_row.Defect is { } defect)
        {
            Reject(defect);
            return;
        }

        foreach (var reader in _facts)
        {
            if (reader.Read(_row, out var rejection) is { } fact)
            {
                var duplicates = fact.Id is null ? default : _import.Duplicates.Count(fact, reader.Bound.Id >= 0);
                _report.Count(fact, duplicates);
                batch.Add(fact);
            }
            else if (rejection is not null)
            {
                Reject(reader.Bound.Kind, rejection);
            }
        }
    }

    private void Reject(FactKind kind, Rejection rejection)
    {
        _import.Report.Reject(_report, new RejectedRow
        {
            File = _report.File,
            Line = _row.Line,
            Field = rejection.Column,
            Value = rejection.Value,
            Expected = rejection.Expected,
            Kind = kind,
            Account = rejection.Account,
            At = rejection.At,
        });
        if (rejection.Account is { } account)
        {
            _import.Report.Taint(account, kind, rejection.At);
        }
    }

    // The cells before the break may still tell whose row it was.
    private void Reject(RowDefect defect)
    {
        var accounts = _facts.Select(f => (f.Bound.Kind, Account: f.AccountOf(_row))).ToArray();
        foreach (var (kind, account) in accounts)
        {
            if (account is not null)
            {
                _import.Report.Taint(account, kind, at: null);
            }
        }

        _import.Report.Reject(_report, new RejectedRow
        {
            File = _report.File,
            Line = _row.Line,
            Field = defect.Column,
            Value = defect.Value,
            Expected = defect.Expected,
            Kind = _facts.Length == 1 ? _facts[0].Bound.Kind : null,
            Account = Array.Find(accounts, a => a.Account is not null).Account,
        });
    }

    private void Tell()
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        _import.Progress?.Report(new ImportProgress(_report.File, _report.Rows, seconds > 0 ? _report.Rows / seconds : 0));
    }

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

    private static bool IsOfTheFile(Exception e) =>
        e is UnreadableFileException or IOException or InvalidDataException or UnauthorizedAccessException;

    private static string Explain(Exception e) => e switch
    {
        InvalidDataException => "The compressed data is broken or cut off. Copy the file again.",
        _ => e.Message,
    };
}
