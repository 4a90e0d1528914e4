using Mainstay.Core.Scores.Reports;
using Mainstay.Web.Words;

namespace Mainstay.Web.Accounts;

/// <summary>Who says so and until when, beside what the model says.</summary>
public static class OverrideWords
{
    public static string Of(OverrideResult result) =>
        $"{result.Given.What} by {result.Given.Author} until {Day.Long(result.Given.EndsOn)}; the model says {Number.Score(result.ByModel)}, {result.TierByModel.Name}";
}
