using System.Globalization;
using Dapper;

namespace Mainstay.Store.Ingest;

/// <summary>Remembers which messages were taken.</summary>
internal static class MessageLog
{
    private const int PerStatement = 200;

    /// <returns>Those that are new; of several with one id the first.</returns>
    public static async Task<List<IngestedItem>> TakeAsync(Session session, string workspace, IReadOnlyList<IngestedItem> items, long receivedMicros)
    {
        var distinct = items.DistinctBy(item => item.MessageId, StringComparer.Ordinal).ToArray();
        var isNew = new HashSet<string>(StringComparer.Ordinal);

        // In the order of the key, so that two requests that hold the same messages do not wait for each other in a circle.
        foreach (var chunk in distinct.Select(item => item.Key).OrderBy(Convert.ToHexString, StringComparer.Ordinal).Chunk(PerStatement))
        {
            var arguments = new DynamicParameters(new { workspace, receivedMicros });
            foreach (var (index, key) in chunk.Index())
            {
                arguments.Add(string.Create(CultureInfo.InvariantCulture, $"m{index}"), key);
            }

            var rows = string.Join(", ", chunk.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"(@workspace, @m{index}, @receivedMicros)")));
            foreach (var key in await session.QueryAsync<byte[]>(
                $"INSERT INTO messages (workspace, message, received_us) VALUES {rows} ON CONFLICT DO NOTHING RETURNING message", arguments))
            {
                isNew.Add(Convert.ToHexString(key));
            }
        }

        return [.. distinct.Where(item => isNew.Contains(Convert.ToHexString(item.Key)))];
    }
}
