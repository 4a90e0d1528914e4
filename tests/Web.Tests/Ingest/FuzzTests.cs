using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Mainstay.Store.Tests.Postgres;

namespace Mainstay.Web.Tests.Ingest;

/// <summary>Bodies that nobody would send, to every address that takes facts: 2,000 of them, and 200,000 with <c>./test --soak</c>.</summary>
public sealed class FuzzTests
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("MAINSTAY_SOAK") == "1" ? 200_000 : 2_000;

    private static readonly string[] Addresses =
        ["/v1/batch", "/v1/track", "/v1/identify", "/v1/group", "/v1/page", "/v1/screen", "/api/v1/facts/usage", "/api/v1/facts/tickets", "/api/v1/facts/companies", "/api/v1/facts/assessments", "/api/v1/facts/x"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e999", "-1e999", "1e-999", "99999999999999999999999999999999", "1.7976931348623157e308", "\"\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"🙂\"", "[]", "{}",
        "[[[[[[]]]]]]", "\"2026-01-02\"", "\"2026-02-30\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"acme\"", "\"ana\"", "\"Export\"", "{\"groupId\": \"acme\"}", "{\"a\": {\"b\": [1]}}", "\"001A0000001vhkb\"",
    ];

    private static readonly string[] Names =
        ["type", "userId", "anonymousId", "groupId", "messageId", "event", "name", "timestamp", "sentAt", "context", "traits", "properties", "batch", "account", "id", "at", "updated_at", "subject", "quantity", "value", "expires_at", "createdAt", "\\u0000", ""];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_is_sent_is_taken_or_refused_and_memory_stays_bounded(bool isPostgres)
    {
        await using var site = await Ingesting.StartAsync(isPostgres ? await PostgresCluster.CreateAsync(TestContext.Current.CancellationToken) : null);
        var random = new Random(20261);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var round in Enumerable.Range(0, Cases).Chunk(16))
        {
            await Task.WhenAll(round.Select(_ => (Address: Addresses[random.Next(Addresses.Length)], Body: Body(random))).ToArray().Select(c => SendAsync(site, c.Address, c.Body)));
        }

        Assert.Equal("alive", await site.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 400L * 1024 * 1024);
    }

    [Fact]
    public async Task A_client_that_sends_nothing_more_holds_up_nobody_else()
    {
        await using var site = await Ingesting.StartAsync();
        var address = new Uri(site.Address);
        var slow = new List<TcpClient>();
        for (var i = 0; i < 64; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync("POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n{\"batch\": ["u8.ToArray(), TestContext.Current.CancellationToken);
            slow.Add(client);
        }

        Assert.Equal(200, (await site.PostAsync("/v1/track", """{"userId": "ana", "event": "Export"}""")).Status);
        slow.ForEach(c => c.Dispose());
    }

    private static async Task SendAsync(Ingesting site, string address, HttpContent body)
    {
        using var response = await site.Client.PostAsync(address, body, TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode < 500 || response.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable, $"{address} answered {(int)response.StatusCode}");
        body.Dispose();
    }

    private static ByteArrayContent Body(Random random)
    {
        var text = random.Next(12) switch
        {
            0 => new string('[', random.Next(1, 5000)),
            1 => "{\"batch\": [" + string.Join(',', Enumerable.Range(0, random.Next(30)).Select(_ => Object(random, 2))) + "]}",
            2 => "[" + string.Join(',', Enumerable.Range(0, random.Next(30)).Select(_ => Object(random, 1))) + "]",
            3 => string.Join('\n', Enumerable.Range(0, random.Next(20)).Select(_ => Object(random, 1))),
            4 => Values[random.Next(Values.Length)],
            5 => Object(random, 2) is var whole ? whole[..random.Next(whole.Length)] : "",
            _ => Object(random, 3),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(6) == 0 && bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        var isBomb = random.Next(400) == 0;
        var isPacked = isBomb || random.Next(8) == 0;
        var content = new ByteArrayContent(isPacked ? Packed(isBomb ? new byte[20_000_000] : bytes, random.Next(10) == 0) : bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(random.Next(4) == 0 ? "application/x-ndjson" : "application/json");
        if (isPacked || random.Next(30) == 0)
        {
            content.Headers.ContentEncoding.Add(random.Next(20) == 0 ? "br" : "gzip");
        }

        return content;
    }

    private static string Object(Random random, int depth) =>
        "{" + string.Join(',', Enumerable.Range(0, random.Next(8)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\": {(depth > 0 && random.Next(4) == 0 ? Object(random, depth - 1) : Values[random.Next(Values.Length)])}")) + "}";

    private static byte[] Packed(byte[] bytes, bool isCut)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return isCut ? packed.ToArray()[..(int)(packed.Length / 2)] : packed.ToArray();
    }
}
