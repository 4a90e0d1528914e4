using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

public sealed class ChangedSweepTests
{
    [Fact]
    public void A_value_that_never_became_known_has_not_changed_in_a_sweep_either()
    {
        // Satisfaction is known from the solution on, and the first version was never solved.
        var account = Scene.Utc.With(
            FactKinds.Tickets,
            "{ id: t, at: 2026-01-10, opened_at: 2026-01-10, csat: 1 }",
            "{ id: t, at: 2026-03-01, opened_at: 2026-01-10, solved_at: 2026-02-20, csat: 5 }").History();
        var measure = Scene.MeasureOf("{ changed: csat, in: tickets, window: 30d }");
        var grid = new DayGrid(account.Calendar, new DateOnly(2026, 2, 1), new DateOnly(2026, 4, 15), measure.LeadInDays);

        var swept = new SweepBuilder(grid, kind => account[kind].Columns).Node(measure).Of(account, grid.LeadIn)[grid.LeadIn..].ToArray();

        Assert.All(swept, value => Assert.Equal(0, value));
    }
}
