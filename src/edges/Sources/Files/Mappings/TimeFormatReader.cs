using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads lists of time formats and refuses those that would misread each other's texts.</summary>
internal static class TimeFormatReader
{
    private const string Wanted = "Write iso, epoch_s, epoch_ms or a pattern such as dd-MM-yyyy or \"yyyy-MM-dd H:mm\".";

    // Day, month, hour and minute all differ, so that any mix-up shows.
    private static readonly DateTimeOffset Sample = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <summary>Null when there is no node or none of it could be read.</summary>
    public static ImmutableArray<TimeFormat>? ReadAll(DocumentReader reader, DocumentNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var formats = ImmutableArray.CreateBuilder<TimeFormat>();
        foreach (var item in DocumentReader.Items(node))
        {
            if (Read(reader, item) is not { } format)
            {
                continue;
            }

            if (formats.FirstOrDefault(earlier => Misreads(earlier, format)) is { } earlier)
            {
                reader.Error(item.Position, $"'{earlier.Word}' before it reads '{format.Show(Sample)}' as another time. Name the right one in each field.");
            }

            formats.Add(format);
        }

        return formats.Count > 0 ? formats.ToImmutable() : null;
    }

    private static TimeFormat? Read(DocumentReader reader, DocumentNode node)
    {
        switch (reader.Text(node, "A time format"))
        {
            case null:
                return null;
            case "iso":
                return new TimeFormat.Iso();
            case "epoch_s":
                return new TimeFormat.Epoch("epoch_s", Instant.MicrosPerSecond);
            case "epoch_ms":
                return new TimeFormat.Epoch("epoch_ms", 1000);
            case var text:
                var pattern = new TimeFormat.Pattern(text);
                if (!IsWholeDate(pattern))
                {
                    reader.Error(node.Position, $"'{text}' is not a time format that names year, month and day. {Wanted}");
                    return null;
                }

                return pattern;
        }
    }

    private static bool IsWholeDate(TimeFormat.Pattern pattern)
    {
        try
        {
            // Patterns of one letter are the framework's own, whole formats; "%d" and the like are too short for a date.
            return pattern.Text.Length >= 6
                && pattern.TryRead(pattern.Show(Sample), Calendar.Utc, out var read)
                && Calendar.Utc.DateOf(read) == DateOnly.FromDateTime(Sample.Date);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool Misreads(TimeFormat earlier, TimeFormat later)
    {
        var text = later.Show(Sample);
        return earlier.TryRead(text, Calendar.Utc, out var mistaken) && later.TryRead(text, Calendar.Utc, out var right) && mistaken != right;
    }
}
