using Mainstay.Web.Words;

namespace Mainstay.Web.Accounts;

/// <summary>Points of the score that something costs, as a loss: "−8.1"; nothing to say below a twentieth of a point.</summary>
public static class Cost
{
    public static string Of(double lost) => lost < 0.05 ? Number.None : Number.Signed(-lost);
}
