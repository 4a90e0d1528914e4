namespace Mainstay.Core.Calibration.Watching;

/// <summary>A signal that people miss in the model, or that it reads wrongly.</summary>
/// <param name="Note">In the words of who named it first.</param>
/// <param name="Times">How often it was named.</param>
/// <param name="Known">Of how many of these times it is known who was right.</param>
/// <param name="Right">How often who named it was right.</param>
public sealed record Lack(string Note, int Times, int Known, int Right)
{
    /// <summary>What was named of accounts that were misscored, the most often named first.</summary>
    public static IEnumerable<Lack> Of(IEnumerable<Disagreement> said) => said
        .Where(d => !d.IsOverride && d.Note.Length > 0)
        .GroupBy(d => d.Note.Trim(), StringComparer.OrdinalIgnoreCase)
        .Select(note => new Lack(note.MinBy(d => d.Day)!.Note.Trim(), note.Count(), note.Count(d => d.Right != Watching.Right.NotKnownYet), note.Count(d => d.Right == Watching.Right.Person)))
        .OrderByDescending(l => l.Times).ThenBy(l => l.Note, StringComparer.Ordinal);
}
