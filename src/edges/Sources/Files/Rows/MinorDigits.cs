using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>
/// How many digits the minor unit of a fact's currency has (ISO 4217), for amounts that stand in major units: 2 where the fact
/// names no currency.
/// </summary>
internal sealed class MinorDigits
{
    /// <summary>The most that any currency has.</summary>
    public const int Most = 4;

    private readonly int _constant;

    public MinorDigits(BoundFact bound)
    {
        _constant = Of(null);
        if (!Array.Exists(bound.Columns, c => c.Source.IsMajor) || bound.Kind.Find("currency") is not { } field)
        {
            return;
        }

        _constant = Of(bound.Constants[field.Index].Text);
        if (Array.FindIndex(bound.Columns, c => c.Field == field) is >= 0 and var column)
        {
            Column = bound.Columns[column];
        }
    }

    /// <summary>Where each row names its currency; null where all rows have the same digits.</summary>
    public (FactField Field, FieldSource.Column Source, int Slot)? Column { get; }

    /// <param name="cells">A currency that cannot be read is no reason to reject the amount: its own cell will be.</param>
    public int Of(Row row, CellReader cells) =>
        Column is not var (field, source, slot) ? _constant
        : Of(cells.TryValue(row, field, source, slot, _constant, out var value) ? value.Text : null);

    public int Of() => _constant;

    public static int Of(string? currency) => Currency.MinorDigits(Currency.Named(currency) ?? "");
}
