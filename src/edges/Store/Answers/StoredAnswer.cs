namespace Mainstay.Store.Answers;

/// <summary>An answer as it was given.</summary>
/// <param name="Headers">By name, those that say something of the body or of where to go on.</param>
public sealed record StoredAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>What is known of a request that names a key.</summary>
public abstract record AnswerClaim
{
    private AnswerClaim()
    {
    }

    /// <summary>It is new: whoever asked answers it, and then keeps or forgets the answer.</summary>
    public sealed record New : AnswerClaim;

    /// <summary>It was answered before.</summary>
    public sealed record Answered(StoredAnswer Answer) : AnswerClaim;

    /// <summary>It is being answered now.</summary>
    public sealed record Running : AnswerClaim;

    /// <summary>The key was given with another request.</summary>
    public sealed record Other : AnswerClaim;
}
