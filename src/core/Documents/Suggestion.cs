namespace Mainstay.Core.Documents;

/// <summary>Finds the word an author probably meant.</summary>
public static class Suggestion
{
    /// <summary>
    /// The candidate nearest to <paramref name="word"/> by edit distance, or null when none is within a third of its
    /// length (at least 2). Ties go to the candidate named first.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var best = (Word: (string?)null, Distance: Math.Max(2, word.Length / 3) + 1);
        foreach (var candidate in candidates)
        {
            var distance = Distance(word, candidate);
            if (distance < best.Distance)
            {
                best = (candidate, distance);
            }
        }

        return best.Word;
    }

    /// <summary>" Did you mean 'x'?" or a list of what is allowed.</summary>
    public static string For(string word, IReadOnlyCollection<string> candidates) =>
        Nearest(word, candidates) is { } near
            ? $" Did you mean '{near}'?"
            : $" Allowed: {string.Join(", ", candidates)}.";

    // Optimal string alignment: Levenshtein with neighbouring letters swapped counted once, as typing errors are.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
