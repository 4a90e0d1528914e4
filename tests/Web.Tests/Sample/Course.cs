namespace Mainstay.Web.Tests.Sample;

/// <summary>How it goes with a sample account over the year.</summary>
public enum Course
{
    Healthy,
    Growing,
    QuietDecline,
    SupportTrouble,
    ChampionLeft,
    Overdue,
    Recovering,

    /// <summary>Little is connected that would say anything about it.</summary>
    Silent,

    /// <summary>A customer for six weeks only.</summary>
    New,
}
