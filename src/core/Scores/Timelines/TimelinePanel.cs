using System.Collections.Immutable;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Timelines;

/// <summary>The days of one account as columns, with the trend of each score. Filled anew for every account.</summary>
public sealed class TimelinePanel
{
    private readonly TrendSweep[] _sweeps;

    internal TimelinePanel(AccountPanel account, int firstReported)
    {
        Account = account;
        FirstReported = firstReported;
        Trends = [.. account.Scores.Select(_ => new Trend[account.Days])];
        _sweeps = [.. account.Scores.Select(score => new TrendSweep(score.Definition.Trend, account, score))];
    }

    public AccountPanel Account { get; }

    /// <summary>The index of the first day reported; those before it only feed trends and memory.</summary>
    public int FirstReported { get; }

    /// <summary>Per score of the model, its trend a day, from <see cref="FirstReported"/> on.</summary>
    public ImmutableArray<Trend[]> Trends { get; }

    internal void FillTrends()
    {
        for (var i = 0; i < _sweeps.Length; i++)
        {
            _sweeps[i].Begin();
            for (var day = 0; day < Account.Days; day++)
            {
                _sweeps[i].Advance(day);
                if (day >= FirstReported && Account.IsEligible[day])
                {
                    Trends[i][day] = _sweeps[i].Trend;
                }
            }
        }
    }
}
