using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>What happens when a signal has no reading, by the reason why it has none.</summary>
public sealed record MissingPolicies(MissingPolicy Absent, MissingPolicy Stale, MissingPolicy NotApplicable)
{
    public static readonly MissingPolicies InDimension = new(MissingPolicy.InDimension);

    /// <summary>The same for every reason.</summary>
    public MissingPolicies(MissingPolicy policy)
        : this(policy, policy, policy)
    {
    }

    /// <summary>Whether any of them needs to know what was observed before.</summary>
    public bool Carries => Any(policy => policy is MissingPolicy.Carry);

    /// <summary>Whether any of them, or what follows one that carries, leaves the signal out of the coverage.</summary>
    public bool Excludes => Any(policy => policy is MissingPolicy.Exclude or MissingPolicy.Carry { Then: MissingPolicy.Exclude });

    /// <summary>Whether any of them, or what follows one that carries, spreads the weight over the whole score.</summary>
    public bool Spreads => Any(policy => policy is MissingPolicy.RedistributeAll or MissingPolicy.Carry { Then: MissingPolicy.RedistributeAll });

    /// <exception cref="ArgumentOutOfRangeException">The reading is corrupt: what it follows is that of the good rows' reason.</exception>
    public MissingPolicy For(MissingReason reason) => reason switch
    {
        MissingReason.Absent => Absent,
        MissingReason.Stale => Stale,
        MissingReason.NotApplicable => NotApplicable,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "What is corrupt follows no policy of its own."),
    };

    public string Describe() => Absent == Stale && Stale == NotApplicable
        ? Absent.Describe()
        : $"absent: {Absent.Describe()}; stale: {Stale.Describe()}; not applicable: {NotApplicable.Describe()}";

    private bool Any(Func<MissingPolicy, bool> test) => test(Absent) || test(Stale) || test(NotApplicable);
}
