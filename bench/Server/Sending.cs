using System.Globalization;
using System.Net;
using System.Text;

namespace Mainstay.Bench.Server;

/// <summary>Events as a product's server would send them.</summary>
internal sealed class Sending(Site site, int seed)
{
    private readonly Random _random = new(seed);
    private long _sent;

    /// <summary>A batch of events of accounts taken by chance.</summary>
    public Task<HttpStatusCode> BatchAsync(int events)
    {
        var text = new StringBuilder("{\"batch\":[");
        for (var i = 0; i < events; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(Event(Site.Name(_random.Next(site.Accounts))));
        }

        return PostAsync("/v1/batch", text.Append("]}").ToString());
    }

    /// <summary>One event.</summary>
    public Task<HttpStatusCode> TrackAsync(string account) => PostAsync("/v1/track", Event(account));

    private string Event(string account) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"type":"track","messageId":"{{{seed}}}-{{{_sent++}}}","userId":"u{{{_random.Next(20)}}}","event":"feature_{{{_random.Next(8)}}}","context":{"groupId":"{{{account}}}"}}""");

    private async Task<HttpStatusCode> PostAsync(string address, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await site.Client.PostAsync(address, content);
        return response.StatusCode;
    }
}
