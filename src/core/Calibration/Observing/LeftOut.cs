namespace Mainstay.Core.Calibration.Observing;

/// <summary>Why an account on an asOf day is no observation. The first that applies counts.</summary>
public enum LeftOut
{
    /// <summary>The account had churned before. Customers who came back are not looked at again.</summary>
    Ended,

    /// <summary>The model does not score the account on the day.</summary>
    NotScored,

    /// <summary>A customer for fewer days than the plan asks for.</summary>
    TooYoung,

    /// <summary>Churns within the lead time.</summary>
    EndsWithinLead,

    /// <summary>Not observed to the end of its horizon.</summary>
    Censored,
}

/// <summary>How many accounts on asOf days were left out, by reason.</summary>
public sealed class LeftOutCounts
{
    private readonly int[] _counts = new int[Enum.GetValues<LeftOut>().Length];

    public int this[LeftOut why] => _counts[(int)why];

    public int Total => _counts.Sum();

    internal void Add(LeftOut why) => _counts[(int)why]++;

    internal void Add(LeftOutCounts others)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += others._counts[i];
        }
    }
}
