namespace Mainstay.Sources.Files.Rows;

/// <summary>One string for each text that comes again and again: account ids, event names, words.</summary>
internal sealed class TextPool
{
    // Enough for the ids of a large company; beyond it texts simply are not shared.
    private const int MostTexts = 500_000;
    private const int LongestShared = 64;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestShared)
        {
            return text.ToString();
        }

        if (!_lookup.TryGetValue(text, out var shared))
        {
            shared = text.ToString();
            if (_texts.Count < MostTexts)
            {
                _texts.Add(shared);
            }
        }

        return shared;
    }
}
