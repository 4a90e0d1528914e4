namespace Mainstay.Core.Facts;

/// <summary>Texts numbered from 0 in the order they were first seen; -1 stands for absent.</summary>
public sealed class Symbols
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Count => _texts.Count;

    public string this[int number] => _texts[number];

    public int NumberOf(string? text)
    {
        if (text is null)
        {
            return -1;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _texts.Add(text);
            _numbers.Add(text, number);
        }

        return number;
    }

    /// <summary>The number of a text, or -1 when it was never seen.</summary>
    public int Find(string text) => _numbers.GetValueOrDefault(text, -1);
}
