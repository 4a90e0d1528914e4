namespace Mainstay.Store.Ingest;

/// <summary>A message of a request of a group.</summary>
/// <param name="Request">Which one, from 0.</param>
/// <param name="Row">Of an occurrence; otherwise without meaning.</param>
internal readonly record struct SentMessage(int Request, IngestedItem Item, Facts.FactRow Row);

/// <summary>The messages of a group of requests.</summary>
internal static class SentMessages
{
    /// <returns>Those that were not taken before, in the order in which they came; of several with one id the first. And what the log is to remember.</returns>
    public static async Task<(IReadOnlyList<SentMessage> Messages, TakenMessages Taken)> NewAsync(
        Session session, MessageLog log, IReadOnlyList<IngestRequest> group, long receivedMicros)
    {
        SentMessage[] all = [.. group.SelectMany((request, index) => request.Items.Zip(request.Rows, (item, row) => new SentMessage(index, item, row)))];
        var (keys, first) = FirstOfEach(all);
        var taken = await log.TakeAsync(session, keys, receivedMicros);
        var places = first.Where((_, index) => taken.IsNew[index]).ToArray();
        Array.Sort(places);
        return (Array.ConvertAll(places, place => all[place]), taken);
    }

    /// <returns>Each key once and in order, and the place of its first message.</returns>
    private static (UInt128[] Keys, int[] First) FirstOfEach(SentMessage[] all)
    {
        var keys = Array.ConvertAll(all, message => MessageKeys.Of(message.Item.Key));
        int[] places = [.. Enumerable.Range(0, all.Length)];
        Array.Sort(keys, places);
        var distinct = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (distinct > 0 && keys[i] == keys[distinct - 1])
            {
                places[distinct - 1] = Math.Min(places[distinct - 1], places[i]);
            }
            else
            {
                (keys[distinct], places[distinct]) = (keys[i], places[i]);
                distinct++;
            }
        }

        return (keys[..distinct], places[..distinct]);
    }
}
