using Mainstay.Core.Scores.Overrides;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>
/// Overrides over all days, once everything else of a panel is there. They are few: an account that has none is skipped,
/// and the days of one that has are read one by one.
/// </summary>
internal static class OverrideSweep
{
    public static void Fill(AccountPanel panel)
    {
        foreach (var score in panel.Scores)
        {
            score.ClearOverrides();
        }

        if (!OverrideSheet.HasAny(panel.Account))
        {
            return;
        }

        for (var day = 0; day < panel.Days; day++)
        {
            if (panel.IsEligible[day])
            {
                Fill(panel, day, OverrideSheet.At(panel.Model, panel.SegmentOf(day), panel.Account, panel.Grid.PointOf(panel.Grid.LeadIn + day)));
            }
        }
    }

    private static void Fill(AccountPanel panel, int day, OverrideSheet sheet)
    {
        for (var i = 0; i < panel.Scores.Length; i++)
        {
            if (sheet.ByScore[i] is { } given)
            {
                panel.Scores[i].Override(day, given);
            }
        }
    }
}
