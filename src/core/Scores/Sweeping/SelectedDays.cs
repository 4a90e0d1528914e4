using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>The reported days on which each of several selections selects something.</summary>
internal sealed class SelectedDays(IEnumerable<Selection> selections, SweepBuilder builder)
{
    private readonly SelectionSpans[] _selections = [.. selections.Select(builder.Spans)];
    private readonly DayGrid _grid = builder.Grid;
    private readonly bool[] _isSelected = new bool[builder.Grid.Count];

    /// <param name="days">One a day reported; all true where there is no selection.</param>
    public void Mark(AccountHistory account, Span<bool> days)
    {
        days.Fill(true);
        foreach (var spans in _selections)
        {
            _isSelected.AsSpan().Clear();
            foreach (var span in spans.Of(account))
            {
                _isSelected.AsSpan(span.From..span.To).Fill(true);
            }

            _grid.CopyIntoSkipped<bool>(_isSelected);
            for (var day = 0; day < days.Length; day++)
            {
                days[day] &= _isSelected[_grid.LeadIn + day];
            }
        }
    }
}
