using System.Globalization;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Facts;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>What the CSM and the customer did together. Fewer people come as health fades, and the talks get cooler.</summary>
internal static class ActivitiesFile
{
    private sealed record Habit(string Type, string Subject, int SmbDays, int MidDays, int EnterpriseDays, int Invited);

    private static readonly Habit[] s_habits =
    [
        new("email", "Check-in", 45, 24, 14, 1),
        new("call", "Monthly call", 80, 40, 21, 2),
        new("meeting", "Roll-out review", 0, 90, 45, 4),
        new("qbr", "Quarterly business review", 0, 91, 91, 5),
        new("training", "Training for new users", 240, 180, 120, 8),
    ];

    public static void Write(CsvFile file, Account account)
    {
        var random = account.Fork(Strand.Activities);
        var number = 0;
        var rows = new List<(Instant At, string Type, string Subject, int Invited)>();
        foreach (var habit in s_habits)
        {
            var every = account.Segment switch
            {
                Segment.Smb => habit.SmbDays,
                Segment.Mid => habit.MidDays,
                Segment.Enterprise => habit.EnterpriseDays,
            };
            for (var day = account.FirstDay + random.Whole(1, Math.Max(1, every)); every > 0; day += (int)(every * random.Between(0.8, 1.2)))
            {
                if (!Plan(day, habit.Type, habit.Subject, habit.Invited))
                {
                    break;
                }
            }
        }

        if (account.Period.DayOf(account.Plot.Since) >= 0)
        {
            Plan(account.FirstDay + 2, "meeting", "Kick-off", 4);
            Plan(account.FirstDay + 14, "training", "Onboarding training", 6);
            Plan(account.FirstDay + 45, "call", "Onboarding review", 2);
        }

        if (account.Plot.Intervention is { } intervention)
        {
            Plan(intervention, "meeting", "Recovery plan: what went wrong", 5);
            Plan(intervention + 9, "training", "Recovery plan: training on site", 10);
            Plan(intervention + 24, "call", "Recovery plan: first review", 3);
            Plan(intervention + 50, "qbr", "Recovery plan: closing review", 5);
        }

        foreach (var (at, type, subject, invited) in rows.OrderBy(r => r.At).ThenBy(r => r.Subject, StringComparer.Ordinal))
        {
            Write(file, account, ++number, at, type, subject, invited, random);
        }

        bool Plan(int day, string type, string subject, int invited)
        {
            while (account.Period.DateOf(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                day++;
            }

            if (day >= account.LastDay)
            {
                return false;
            }

            rows.Add((account.Moment(day, random), type, subject, invited));
            return true;
        }
    }

    private static void Write(CsvFile file, Account account, int number, Instant at, string type, string subject, int invited, SplitMix64 random)
    {
        var health = account.Health[account.Period.DayOf(DateOnly.FromDateTime(at.ToDateTimeOffset().UtcDateTime))];
        var contact = account.People.With("champion", at) ?? account.People.With("executive sponsor", at) ?? account.People.With("admin", at);
        var users = account.People.Users(at).Count();
        var asked = Math.Clamp(users, 1, invited);
        var came = Enumerable.Range(0, asked).Count(_ => random.Chance(0.25 + (0.7 * health)));
        var mood = random.Normal(health, 0.18);
        var outcome = mood > 0.62 ? "positive" : mood > 0.38 ? "neutral" : "negative";
        var isTogether = type is not "email";
        file.Add(string.Create(CultureInfo.InvariantCulture, $"act-{account.Number:000}-{number}")).Add(account.Id).Add(at)
            .Add(type).Add(subject).Add(contact?.Email).Add(outcome)
            .Add(isTogether ? asked : null).Add(isTogether ? came : null)
            .EndRow();
    }
}
