using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads what a mapping says about the supply of each kind.</summary>
internal static class StreamsReader
{
    private static readonly string[] Keys = ["from", "through", "stale_after", "lag"];
    private static readonly string[] States = ["connected", "not connected"];

    public static ImmutableDictionary<FactKind, Stream> Read(Scope scope, DocumentNode? node, IReadOnlyCollection<FactKind> fed)
    {
        var streams = ImmutableDictionary.CreateBuilder<FactKind, Stream>();
        if (node is null || scope.Reader.Mapping(node, "'streams'") is not { } mapping)
        {
            return streams.ToImmutable();
        }

        foreach (var entry in mapping.Entries)
        {
            if (FactKinds.Find(entry.Key) is not { } kind)
            {
                var names = FactKinds.All.Select(k => k.Name).ToArray();
                scope.Reader.Error(entry.KeyPosition, $"There is no kind of fact '{entry.Key}'.{Suggestion.For(entry.Key, names)}");
                continue;
            }

            if (ReadOne(scope, kind, entry.Value) is { } stream)
            {
                streams[kind] = stream;
                Doubt(scope.Reader, entry, kind, stream, fed.Contains(kind));
            }
        }

        return streams.ToImmutable();
    }

    private static Stream? ReadOne(Scope scope, FactKind kind, DocumentNode node)
    {
        var what = $"The stream of {kind}";
        if (node is DocumentNode.Scalar)
        {
            return scope.Reader.OneOf(node, what, States) is { } state
                ? state == "connected" ? Stream.Connected : Stream.NotConnected
                : null;
        }

        if (scope.Reader.Mapping(node, what) is not { } mapping)
        {
            return null;
        }

        scope.Reader.AllowOnly(mapping, what, Keys);
        return new Stream
        {
            IsConnected = true,
            From = ReadTime(scope, mapping["from"], "'from'", isEnd: false),
            Through = ReadTime(scope, mapping["through"], "'through'", isEnd: true),
            StaleAfterDays = scope.Reader.Days(mapping["stale_after"], "'stale_after'") ?? 0,
            LagMicros = ReadLag(scope.Reader, mapping["lag"]),
        };
    }

    // People write the last day that is in the data; the stream is complete up to the end of that day.
    private static Instant? ReadTime(Scope scope, DocumentNode? node, string what, bool isEnd)
    {
        if (scope.Reader.Text(node, what) is not { } text)
        {
            return null;
        }

        if (isEnd && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue)
        {
            return scope.Calendar.StartOf(date.AddDays(1));
        }

        if (IsoTime.TryRead(text, scope.Calendar, out var instant))
        {
            return instant;
        }

        scope.Reader.Error(node!.Position, $"{what} must be a date such as 2024-12-31, but is '{text}'.");
        return null;
    }

    private static long ReadLag(DocumentReader reader, DocumentNode? node)
    {
        if (reader.Text(node, "'lag'") is not { } text)
        {
            return 0;
        }

        var unit = text[^1] switch
        {
            'm' => 60 * Instant.MicrosPerSecond,
            'h' => Instant.MicrosPerHour,
            'd' => Instant.MicrosPerDay,
            _ => 0,
        };
        if (unit > 0 && int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000)
        {
            return count * unit;
        }

        reader.Error(node!.Position, $"'lag' must be a time such as 30m, 1h or 2d, but is '{text}'.");
        return 0;
    }

    private static void Doubt(DocumentReader reader, DocumentNode.Entry entry, FactKind kind, Stream stream, bool isFed)
    {
        if (stream.IsConnected && !isFed)
        {
            reader.Warn(entry.KeyPosition, $"No file feeds {kind}, yet they are said to be connected: every account will count none of them.");
        }
        else if (!stream.IsConnected && isFed)
        {
            reader.Warn(entry.KeyPosition, $"A file feeds {kind}, yet they are said not to be connected: what is read will not count.");
        }
    }
}
