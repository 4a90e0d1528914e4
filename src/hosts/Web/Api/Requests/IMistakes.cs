namespace Mainstay.Web.Api.Requests;

/// <summary>A part of a request that was read as far as it could be: its address, or its body.</summary>
public interface IMistakes
{
    /// <summary>What is wrong, by parameter or field; empty when nothing is.</summary>
    IReadOnlyDictionary<string, string[]> Mistakes { get; }

    /// <summary>Why it was not read at all; null when it was.</summary>
    (int Status, string Detail)? Refusal { get; }

    /// <summary>Where to look, for the problem's detail.</summary>
    string Where { get; }
}
