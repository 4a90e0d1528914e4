using System.Globalization;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Facts;
using Mainstay.Sources.Simulation.Roster;
using Mainstay.Sources.Simulation.Stories;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>
/// A ticket is written when it is opened, when it is escalated and when it is solved, because status and escalation hold
/// only from then on. The moments are on every version: the engine hides them until they have come.
/// </summary>
internal static class TicketsFile
{
    private static readonly string[] s_priorities = ["low", "normal", "high", "critical"];
    private static readonly double[] s_responseHours = [14, 6, 2.5, 0.7];
    private static readonly double[] s_solveHours = [70, 40, 22, 12];

    public static void Write(CsvFile file, Account account)
    {
        var random = account.Fork(Strand.Tickets);
        var number = 0;
        var noisy = account.Plot.Story == Story.NoisyLoyal;
        var proneness = random.Skewed(1, 0.35) * (noisy ? 5 : 1) * account.Segment switch
        {
            Segment.Smb => 0.5,
            Segment.Mid => 1.0,
            Segment.Enterprise => 2.2,
        };
        for (var day = account.FirstDay; day < account.LastDay; day++)
        {
            var trouble = 1 - account.Health[day];
            var young = account.Rollout(day) < 0.9 ? 1.6 : 1;
            var weekend = account.Period.DateOf(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.2 : 1.2;
            for (var left = random.Poisson(proneness * young * weekend * (0.015 + (0.09 * trouble * trouble))); left > 0; left--)
            {
                Ticket(file, account, ++number, day, noisy ? 0.15 : trouble, random);
            }
        }
    }

    private static void Ticket(CsvFile file, Account account, int number, int day, double trouble, SplitMix64 random)
    {
        var opened = account.Moment(day, random);
        var draw = random.Unit();
        var priority = draw < 0.02 + (0.12 * trouble * trouble) ? 3 : draw < 0.12 + (0.35 * trouble) ? 2 : draw < 0.8 ? 1 : 0;
        var response = opened.Plus(Hours(random.Skewed(s_responseHours[priority], 0.7) * (0.8 + trouble)));
        var solved = response.Plus(Hours(random.Skewed(s_solveHours[priority], 0.9) * (0.6 + (1.8 * trouble))));
        var reopened = random.Poisson(0.05 + (0.4 * trouble));
        var escalates = random.Chance(priority >= 2 ? 0.05 + (0.3 * trouble) : 0.01);
        var rated = random.Chance(0.55);
        var csat = (int)Math.Clamp(Math.Round(random.Normal(5.1 - (2.9 * trouble), 0.8)), 1, 5);
        var users = account.People.Users(opened).ToArray();
        var requester = users.Length == 0 ? null : random.Pick<Person>(users).Email;
        var subject = random.Pick<string>(Product.TicketSubjects);

        // A customer that is gone has no open tickets: the desk closes them with the contract.
        var last = account.Plot.Churn is { } churn ? Instant.OfUtc(churn) : Instant.MaxValue;
        (response, solved) = (Earlier(response, last), Earlier(solved, last));
        Version(opened, "open", escalated: false);
        var escalation = new Instant((response.Micros + solved.Micros) / 2 / Instant.MicrosPerSecond * Instant.MicrosPerSecond);
        if (escalates && account.Period.IfHappened(escalation) is not null && escalation > opened && escalation < solved)
        {
            Version(escalation, "open", escalated: true);
        }
        else
        {
            escalates = false;
        }

        if (account.Period.IfHappened(solved) is { } done)
        {
            Version(done, "solved", escalates);
        }

        void Version(Instant at, string status, bool escalated)
        {
            var isSolved = account.Period.IfHappened(solved) is not null;
            file.Add(string.Create(CultureInfo.InvariantCulture, $"tic-{account.Number:000}-{number}")).Add(account.Id).Add(at)
                .Add(subject).Add(status).Add(s_priorities[priority])
                .Add(opened).Add(account.Period.IfHappened(response)).Add(account.Period.IfHappened(solved))
                .Add(isSolved ? reopened : null).Add(escalated).Add(isSolved && rated ? csat : null)
                .Add(requester)
                .EndRow();
        }
    }

    private static long Hours(double hours) => (long)(hours * 3600) * Instant.MicrosPerSecond;

    private static Instant Earlier(Instant a, Instant b) => a < b ? a : b;
}
