namespace Mainstay.Sources.Files.Rows;

/// <summary>Values from files, made fit for a message: one line, at most 80 characters, nothing a terminal would obey.</summary>
internal static class Shortened
{
    private const int Longest = 80;

    public static string Of(ReadOnlySpan<char> text)
    {
        var shown = text.Length > Longest ? $"{text[..Longest]}…" : text.ToString();
        return string.Create(shown.Length, shown, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) ? '·' : from[i];
            }
        });
    }
}
