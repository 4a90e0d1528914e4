namespace Mainstay.Core.Scores.Memory;

/// <summary>The last midnight at which a signal was observed, kept for signals that carry it on.</summary>
/// <param name="Day">The day of that midnight.</param>
/// <param name="Points">What it was worth then, 0 to 100.</param>
/// <param name="HasLapsed">Whether a midnight since then had no reading for another reason than a rejected row.</param>
public sealed record SignalMemory(DateOnly Day, double Points, bool HasLapsed);
