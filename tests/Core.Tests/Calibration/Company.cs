using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration;

/// <summary>A book of accounts that tests make up, observed on the first of each month of 2026.</summary>
internal sealed class Company
{
    private readonly List<Fact> _facts = [];

    public static readonly ObservationPlan Plan = new()
    {
        Dates = [.. Enumerable.Range(1, 9).Select(month => new DateOnly(2026, month, 1))],
        LeadDays = 7,
        HorizonDays = 60,
        MinimumTenureDays = 30,
        ObservedUntil = FactText.At("2026-12-31"),
    };

    public Company With(FactKind kind, string fact)
    {
        _facts.Add(FactText.Of(kind, fact));
        return this;
    }

    public static string Day(DateOnly day) => FormattableString.Invariant($"{day:yyyy-MM-dd}");

    public Book Book()
    {
        var builder = new BookBuilder(Calendar.Utc);
        foreach (var kind in FactKinds.All)
        {
            builder.Connect(kind, Stream.Connected);
        }

        _facts.ForEach(fact => builder.Add(fact));
        return builder.Build();
    }

    public static ObservationSet Observe(HealthModel model, Book book, ObservationPlan? plan = null)
    {
        var any = book.Accounts[0];
        var sweep = new ObservationSweep(model, plan ?? Plan, Calendar.Utc, new DateOnly(2025, 12, 1), kind => any[kind].Columns);
        return ObservationSet.Of(
            model,
            plan ?? Plan,
            book.Accounts.Select(history =>
            {
                var leftOut = new LeftOutCounts();
                return (sweep.Of(AccountCourse.Of(history), leftOut), leftOut);
            }),
            new AccountFamilies(book.Accounts));
    }
}
