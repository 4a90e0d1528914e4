using System.Diagnostics.Metrics;

namespace Mainstay.Web.Operating.Metrics;

/// <summary>What Mainstay itself counts, beside what the framework does.</summary>
public static class ServerMeter
{
    public const string Name = "Mainstay";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "mainstay.ingest.items", description: "Messages and rows that were sent, by what became of them.");

    internal static void CountIngest(long applied, long alreadyThere, long waiting, long refused)
    {
        foreach (var (outcome, count) in (ReadOnlySpan<(string, long)>)[("applied", applied), ("already_there", alreadyThere), ("waiting", waiting), ("refused", refused)])
        {
            if (count > 0)
            {
                Messages.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
            }
        }
    }
}
