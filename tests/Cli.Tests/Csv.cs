namespace Mainstay.Cli.Tests;

/// <summary>Tables without quotes, as rows of named cells.</summary>
internal static class Csv
{
    public static List<Dictionary<string, string>> Read(string text) => Read(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public static List<Dictionary<string, string>> Read(IEnumerable<string> lines)
    {
        string[]? header = null;
        var rows = new List<Dictionary<string, string>>();
        foreach (var line in lines)
        {
            var cells = line.Split(',');
            if (header is null)
            {
                header = cells;
                continue;
            }

            Assert.Equal(header.Length, cells.Length);
            rows.Add(header.Zip(cells).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
        }

        return rows;
    }
}
