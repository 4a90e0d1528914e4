using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Currencies;

/// <summary>Reads accounts whose facts need no conversion in the fast way, all others day by day.</summary>
internal sealed class MoneyNode : SweepNode
{
    private readonly SweepNode _fast;
    private readonly SweepNode _slow;
    private readonly FactKind _kind;
    private readonly TextColumn _currencies;

    // By code: whether it is the model's currency or none; null where the model names none.
    private readonly bool[]? _isReporting;

    private MoneyNode(SweepNode fast, Measure measure, FactKind kind, TextColumn currencies, ReportingCurrency? currency, SweepBuilder builder)
        : base(builder.Grid)
    {
        (_fast, _slow, _kind, _currencies) = (fast, new DayByDayNode(measure, builder.Grid, builder.HindsightDays), kind, currencies);
        _isReporting = currency is null ? null
            : [.. Enumerable.Range(0, currencies.Count).Select(code => Currency.Named(currencies.TextOf(code)) is not { } named || named == currency.Code)];
    }

    /// <summary>The fast node itself where no fact of the book names a currency.</summary>
    public static SweepNode Around(SweepNode fast, Measure measure, FactField field, FactKind kind, ReportingCurrency? currency, SweepBuilder builder) =>
        field.Type == FieldType.Money && kind.Find("currency") is { } named && builder.Columns(kind).Texts(named) is { } currencies
            ? new MoneyNode(fast, measure, kind, currencies, currency, builder)
            : fast;

    protected override void Fill(AccountHistory account, Span<double> values) =>
        (NeedsNothing(account) ? _fast : _slow).Of(account, First)[First..].CopyTo(values[First..]);

    private bool NeedsNothing(AccountHistory account)
    {
        var (_, start, count) = account[_kind];
        var codes = _currencies.Codes.Slice(start, count);
        if (_isReporting is null)
        {
            return count == 0 || !codes.ContainsAnyExcept(codes[0]);
        }

        foreach (var code in codes)
        {
            if (code >= 0 && !_isReporting[code])
            {
                return false;
            }
        }

        return true;
    }
}
