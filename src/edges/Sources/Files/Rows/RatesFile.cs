using System.Globalization;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Reads the exchange table of a mapping. A bad row is rejected; a rate that is not there converts nothing.</summary>
internal sealed class RatesFile
{
    private readonly RatesMapping _mapping;
    private readonly Calendar _calendar;
    private readonly FileReport _report;
    private readonly Dictionary<string, int> _slots;
    private readonly Row _row;
    private readonly List<ExchangeRate> _rates = [];

    private RatesFile(RatesMapping mapping, Calendar calendar, FileReport report, Dictionary<string, int> slots)
    {
        (_mapping, _calendar, _report, _slots) = (mapping, calendar, report, slots);
        _row = new Row(slots.Count);
    }

    /// <summary>Fills the rates of the report; what is wrong with the file is in it too.</summary>
    public static async Task ReadAsync(string folder, Mapping mapping, ImportReport report, CancellationToken cancellationToken)
    {
        if (mapping.Rates is not { } rates)
        {
            return;
        }

        var file = report[rates.File];
        try
        {
            var path = SourceFile.Find(folder, rates.File)
                ?? throw new UnreadableFileException($"There is no file '{rates.File}' or '{rates.File}.gz' in '{folder}'.");
            using var rows = await CsvRows.OpenAsync(SourceFile.Open(path, out _), rates.Delimiter, cancellationToken);
            var (ofColumn, ofName) = HeaderMatch.Slots(ColumnsOf(rates), rates.Delimiter, rows.Header);
            rows.Select(ofColumn);
            var reading = new RatesFile(rates, mapping.Calendar, file, ofName);
            while (await rows.NextAsync(reading._row, cancellationToken))
            {
                reading.Take();
            }

            report.Rates = ExchangeRates.Of(reading._rates);
        }
        catch (Exception e) when (FileImport.IsOfTheFile(e))
        {
            file.Failure = FileImport.Explain(e);
        }
    }

    private static string[] ColumnsOf(RatesMapping rates) =>
    [
        .. new[] { new RateCurrency(rates.Date, false), rates.From, rates.To, new RateCurrency(rates.Rate, false) }
            .Where(c => !c.IsConstant).Select(c => c.Text).Distinct(StringComparer.Ordinal),
    ];

    private void Take()
    {
        _report.CountRows(1);
        if (_row.Defect is { } defect)
        {
            Reject(defect.Column, defect.Value, defect.Expected);
            return;
        }

        if (Date() is { } date && Code(_mapping.From) is { } from && Code(_mapping.To) is { } to && Rate() is { } rate)
        {
            if (from == to)
            {
                Reject(_mapping.To.IsConstant ? _mapping.From.Text : _mapping.To.Text, to, $"another currency than {from}");
            }
            else
            {
                _rates.Add(new ExchangeRate(date, from, to, rate));
            }
        }
    }

    private DateOnly? Date()
    {
        if (Cell(_mapping.Date, "a day") is not { } text)
        {
            return null;
        }

        if (ValueReader.ReadTime(text, _mapping.Formats.AsSpan(), _calendar, out var instant) is { } expected)
        {
            return Reject<DateOnly>(_mapping.Date, text, expected);
        }

        return _calendar.DateOf(instant);
    }

    private string? Code(RateCurrency currency)
    {
        if (currency.IsConstant || Cell(currency.Text, "a currency") is not { } text)
        {
            return currency.IsConstant ? currency.Text : null;
        }

        if (Currency.IsCode(text))
        {
            return Currency.Named(text);
        }

        Reject(currency.Text, text, "a code of three letters such as EUR");
        return null;
    }

    private decimal? Rate()
    {
        if (Cell(_mapping.Rate, "a rate") is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var rate)
            && rate is >= ExchangeRate.Least and <= ExchangeRate.Most
            ? rate
            : Reject<decimal>(_mapping.Rate, text, "a rate above zero such as 1.0842");
    }

    private string? Cell(string column, string expected)
    {
        var slot = _slots[column];
        var text = _row[slot].ToString();
        if (_row.StateOf(slot) == CellState.Read && text.Length > 0)
        {
            return text;
        }

        Reject(column, text, _row.StateOf(slot) == CellState.Read ? expected : "UTF-8 text");
        return null;
    }

    private T? Reject<T>(string column, string value, string expected)
        where T : struct
    {
        Reject(column, value, expected);
        return null;
    }

    private void Reject(string? column, string value, string expected) => _report.Reject(new RejectedRow
    {
        File = _mapping.File,
        Line = _row.Line,
        Field = column,
        Value = Shortened.Of(value),
        Expected = expected,
    });
}
