using System.Collections.Immutable;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Usage;

/// <summary>What one user did of one thing on one local day.</summary>
/// <param name="Known">The first local midnight by which it was known.</param>
/// <param name="User">Null where the events name none.</param>
/// <param name="Event">Null where the events name none.</param>
internal readonly record struct UsageDay(DateOnly Day, Instant Known, string? User, string? Event);

/// <summary>How often that was, and the sums over the events that have the number.</summary>
internal sealed class UsageSums
{
    public static readonly ImmutableArray<FactField> Numbers = [FactKinds.Usage["quantity"], FactKinds.Usage["duration"], FactKinds.Usage["errors"]];

    public long Events { get; set; }

    /// <summary>
    /// The first of them: the beginning of the day would not do, because what has lasted for a window of days begins with the first
    /// event, and that may come at the midnight itself or after it.
    /// </summary>
    public Instant At { get; set; } = Instant.MaxValue;

    public double[] Sums { get; } = new double[Numbers.Length];

    public long[] Counts { get; } = new long[Numbers.Length];

    /// <summary>
    /// The events of an account by day. A midnight sees of a day exactly the events known by it; at other times of day the day is
    /// seen as a whole or not at all.
    /// </summary>
    public static Dictionary<UsageDay, UsageSums> Fold(AccountHistory history)
    {
        var days = new Dictionary<UsageDay, UsageSums>();
        var calendar = history.Calendar;
        foreach (var fact in history.Visible(FactKinds.Usage, PointInTime.At(Instant.MaxValue)))
        {
            var known = fact.Columns.RecordedAtOf(fact.Row) ?? fact.At.Plus(fact.Columns.Stream.LagMicros);
            var key = new UsageDay(
                calendar.DateOf(fact.At), MidnightFrom(calendar, known), fact.Text(FactKinds.Usage["user"]), fact.Text(FactKinds.Usage["event"]));
            if (!days.TryGetValue(key, out var sums))
            {
                days.Add(key, sums = new UsageSums());
            }

            sums.Add(fact);
        }

        return days;
    }

    /// <summary>
    /// Events that give every measure the same reading at midnights: as many, at the instant of the first, with the same sums and
    /// means. Single numbers are not theirs: the first has the sum, others with the number have 0.
    /// </summary>
    public IEnumerable<Fact> Unfold(string account, UsageDay day)
    {
        for (var i = 0L; i < Events; i++)
        {
            var values = new FactValue[FactKinds.Usage.Fields.Length];
            values[FactKinds.Usage["user"].Index] = FactValue.Of(day.User);
            values[FactKinds.Usage["event"].Index] = FactValue.Of(day.Event);
            foreach (var (index, field) in Numbers.Index().Where(n => i < Counts[n.Index]))
            {
                values[field.Index] = FactValue.Of(i == 0 ? Sums[index] : 0);
            }

            yield return new Fact
            {
                Kind = FactKinds.Usage,
                Account = account,
                At = At,
                RecordedAt = day.Known,
                Values = ImmutableArray.Create(values),
            };
        }
    }

    private static Instant MidnightFrom(Calendar calendar, Instant known)
    {
        var date = calendar.DateOf(known);
        return calendar.StartOf(date) == known ? known : calendar.StartOf(date.AddDays(1));
    }

    private void Add(VisibleFact fact)
    {
        Events++;
        At = fact.At < At ? fact.At : At;
        foreach (var (index, field) in Numbers.Index())
        {
            if (fact.Number(field) is { } number)
            {
                Sums[index] += number;
                Counts[index]++;
            }
        }
    }
}
