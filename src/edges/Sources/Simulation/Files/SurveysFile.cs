using System.Globalization;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Facts;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>A quarterly NPS survey, and now and then a short one about satisfaction and effort. Only answers are rows.</summary>
internal static class SurveysFile
{
    private const int QuarterDays = 91;

    private static readonly string[] s_good = ["Crews like the app", "Saves us a day a week", "Would not go back", ""];
    private static readonly string[] s_fair = ["Does the job", "Reports could be better", "Good, but slow on old phones", ""];
    private static readonly string[] s_poor = ["Nobody here uses it any more", "Support takes too long", "Too many clicks on site", ""];

    public static void Write(CsvFile file, Account account)
    {
        var random = account.Fork(Strand.Surveys);
        var number = 0;
        for (var day = random.Whole(5, QuarterDays); day < account.LastDay - 7; day += QuarterDays)
        {
            if (day < account.FirstDay + 30)
            {
                continue;
            }

            var health = account.Health[day];
            foreach (var person in account.People.All.Where(p => p.IsThere(account.Period.At(day))).Take(4))
            {
                if (!random.Chance(0.15 + (0.4 * health)))
                {
                    continue;
                }

                var at = account.Moment(day + random.Whole(0, 6), random);
                var nps = (int)Math.Clamp(Math.Round(random.Normal(1.5 + (9 * health), 1.3)), 0, 10);
                if (person.IsThere(at))
                {
                    Answer(at, person, nps, null, null, random.Pick<string>(nps >= 9 ? s_good : nps >= 7 ? s_fair : s_poor));
                }
            }

            var asked = day + random.Whole(20, 60);
            if (random.Chance(0.3) && asked < account.LastDay && account.People.Users(account.Period.At(asked)).FirstOrDefault() is { } user)
            {
                var csat = (int)Math.Clamp(Math.Round(random.Normal(1.7 + (3.2 * account.Health[asked]), 0.7)), 1, 5);
                var at = account.Moment(asked, random);
                if (user.IsThere(at))
                {
                    Answer(at, user, null, csat, Math.Clamp(csat + random.Whole(0, 2), 1, 7), "");
                }
            }
        }

        void Answer(Instant at, Person person, int? nps, int? csat, int? ces, string comment) =>
            file.Add(string.Create(CultureInfo.InvariantCulture, $"sur-{account.Number:000}-{++number}")).Add(account.Id).Add(at)
                .Add(person.Email).Add(nps).Add(csat).Add(ces).Add(comment)
                .EndRow();
    }
}
