using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>On which days an account is scored, without its scores. One instance serves one thread.</summary>
public sealed class EligibleDays
{
    private readonly SelectedDays _eligible;
    private readonly bool[] _days;

    /// <param name="columnsOf">The columns that the accounts' rows lie in: those of one book.</param>
    public EligibleDays(HealthModel model, DayGrid grid, Func<FactKind, FactColumns> columnsOf)
    {
        _eligible = new SelectedDays(model.Eligible, new SweepBuilder(grid, columnsOf));
        _days = new bool[grid.Reported];
    }

    /// <summary>One a day reported. Valid until the next call.</summary>
    public ReadOnlySpan<bool> Of(AccountHistory account)
    {
        _eligible.Mark(account, _days);
        return _days;
    }
}
