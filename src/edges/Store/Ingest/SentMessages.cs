using System.Buffers.Binary;

namespace Mainstay.Store.Ingest;

/// <summary>A message of a request of a group.</summary>
/// <param name="Request">Which one, from 0.</param>
/// <param name="Row">Of an occurrence; otherwise without meaning.</param>
internal readonly record struct SentMessage(int Request, IngestedItem Item, Facts.FactRow Row);

/// <summary>The messages of a group of requests.</summary>
internal static class SentMessages
{
    /// <returns>Those that were not taken before, in the order in which they came; of several with one id the first.</returns>
    public static async Task<List<SentMessage>> NewAsync(Session session, string workspace, IReadOnlyList<IngestRequest> group, long receivedMicros)
    {
        SentMessage[] all = [.. group.SelectMany((request, index) => request.Items.Zip(request.Rows, (item, row) => new SentMessage(index, item, row)))];
        var first = FirstOfEach(all);
        var isNew = await MessageLog.TakeAsync(session, workspace, Array.ConvertAll(first, place => all[place].Item.Key), receivedMicros);
        var taken = first.Where((_, index) => isNew[index]).ToArray();
        Array.Sort(taken);
        return [.. taken.Select(place => all[place])];
    }

    /// <returns>The place of the first message of each key, in the order of keys.</returns>
    private static int[] FirstOfEach(SentMessage[] all)
    {
        var keys = Array.ConvertAll(all, message => BinaryPrimitives.ReadUInt128BigEndian(message.Item.Key));
        int[] places = [.. Enumerable.Range(0, all.Length)];
        Array.Sort(keys, places);
        var first = new List<int>(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            if (i > 0 && keys[i] == keys[i - 1])
            {
                first[^1] = Math.Min(first[^1], places[i]);
            }
            else
            {
                first.Add(places[i]);
            }
        }

        return [.. first];
    }
}
