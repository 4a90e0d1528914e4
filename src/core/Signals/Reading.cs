namespace Mainstay.Core.Signals;

/// <summary>
/// What a signal reads for an account at a point in time: a value, or why there is none. Missing is never zero and never
/// silently good.
/// </summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>A finite value in the signal's unit.</summary>
    public sealed record Observed(double Value) : Reading;

    /// <summary>No value.</summary>
    /// <param name="Reason">Which of the four ways of missing.</param>
    /// <param name="Because">One clause for people: "no answer in 180 days".</param>
    /// <param name="Remainder">
    /// Only for <see cref="MissingReason.Corrupt"/>: what the good rows alone would read, a value or why there is none.
    /// </param>
    public sealed record Missing(MissingReason Reason, string Because, Reading? Remainder = null) : Reading;

    /// <summary>The value, or not applicable where the arithmetic left the numbers: no curve says anything about infinity.</summary>
    public static Reading Of(double value) =>
        double.IsFinite(value) ? new Observed(value) : new Missing(MissingReason.NotApplicable, "the numbers are too large to calculate with");

    /// <summary>
    /// What the good rows alone say, null where they say nothing. Decisions that a rejected row must not turn look at it, such
    /// as which segment an account is in.
    /// </summary>
    public double? GoodOrNull => this switch
    {
        Observed observed => observed.Value,
        Missing missing => missing.Remainder?.GoodOrNull,
        _ => null,
    };

    public double? ValueOrNull => (this as Observed)?.Value;
}

public enum MissingReason
{
    /// <summary>Never seen: the stream is not connected, or it holds nothing for this account.</summary>
    Absent,

    /// <summary>Seen once, but too long ago to say anything about now.</summary>
    Stale,

    /// <summary>Has no meaning for this account: no seats to divide by, no renewal to wait for.</summary>
    NotApplicable,

    /// <summary>A row was rejected, so that what is left may be too little.</summary>
    Corrupt,
}
