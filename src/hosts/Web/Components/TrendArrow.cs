using Mainstay.Core.Scores.Trends;

namespace Mainstay.Web.Components;

/// <summary>A trend as the path of an arrow in a square of 16.</summary>
internal static class TrendArrow
{
    public static string Of(Trend trend) => trend switch
    {
        Trend.Improving => "M4 12 12 4M6 4h6v6",
        Trend.Declining => "M4 4l8 8M12 6v6H6",
        Trend.Stable => "M3 8h10M9 4l4 4-4 4",
        Trend.Unknown => "M4 8h.01M8 8h.01M12 8h.01",
    };
}
