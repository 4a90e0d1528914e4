using System.Globalization;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Sources.Simulation.Chance;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>A row is a sitting of one user with one feature: how many actions, how long, how many errors.</summary>
internal static class UsageFile
{
    private const double SittingsPerUserAndWorkday = 0.36;
    private const double WellHealth = 0.8;

    private static readonly Zipf s_people = new(400, 0.7);
    private static readonly Zipf s_features = new(Product.Features.Length, 0.8);

    public static void Write(CsvFile file, Account account)
    {
        var random = account.Fork(Strand.Usage);
        var appetite = random.Skewed(1, 0.15);
        var (number, seconds) = (0, new List<int>());
        for (var day = account.FirstDay; day < account.LastDay; day++)
        {
            var use = Math.Min(1.15, account.Health[day] / WellHealth);
            // Asked at the end of the day: who leaves on it has worked until the day before.
            Person[] users = [.. account.People.Users(account.Period.At(day, 86_399)).Take(account.Contract.SeatsOn(day))];
            var rate = users.Length * SittingsPerUserAndWorkday * appetite * use * Calendar(account.Period.DateOf(day)) * (0.4 + (0.6 * account.Rollout(day)));
            var sittings = random.Poisson(rate);
            if (sittings == 0 || users.Length == 0)
            {
                continue;
            }

            // Where health fades the occasional users stop first; the features used get fewer in the same way.
            var active = Math.Max(1, (int)Math.Round(users.Length * Math.Min(1, 0.25 + (0.75 * use))));
            var features = Math.Clamp((int)Math.Round(4 + (10 * Math.Min(1, use) * account.Rollout(day))), 4, Product.Features.Length);
            seconds.Clear();
            for (var i = 0; i < sittings; i++)
            {
                seconds.Add(account.BusinessSecond(random));
            }

            seconds.Sort();
            foreach (var second in seconds)
            {
                number++;
                Sitting(file, account, number, day, second, users[s_people.Draw(random, active)], Product.Features[s_features.Draw(random, features)], random);
            }
        }
    }

    private static void Sitting(CsvFile file, Account account, int number, int day, int second, Person user, string feature, SplitMix64 random)
    {
        Span<char> id = stackalloc char[24];
        id.TryWrite(CultureInfo.InvariantCulture, $"use-{account.Number:000}-{number}", out var length);
        var quantity = 1 + random.Poisson(3);
        var errors = random.Poisson(0.02 + (0.1 * (1 - account.Health[day])));
        file.Add(id[..length]).Add(account.Id).Add(account.Period.At(day, second))
            .Add(user.Email).Add(feature)
            .Add(quantity).Add(quantity * random.Whole(20, 120)).Add(errors)
            .EndRow();
    }

    private static double Calendar(DateOnly date)
    {
        var week = date.DayOfWeek switch
        {
            DayOfWeek.Saturday => 0.12,
            DayOfWeek.Sunday => 0.06,
            DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday => 1.0,
            DayOfWeek.Friday => 0.85,
        };
        var holidays = (date.Month, date.Day) is (12, >= 23) or (1, 1) ? 0.25 : 1;
        return week * holidays * (date.Month == 8 ? 0.88 : 1);
    }
}
