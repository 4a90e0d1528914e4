using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mainstay.Cli.Tests.Serve;

public sealed class StoppingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_stopped_answers_what_it_has_begun_to_receive()
    {
        using var folder = new TestFolder();
        using var server = await StartAsync(folder);
        using var client = await ConnectAsync(server);
        var stream = client.GetStream();
        const string Body = """{"userId": "ana", "event": "Export", "context": {"groupId": "acme"}}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..10]}"), Ct);
        await Begun();
        await server.InterruptAsync();
        await server.UntilAsync(() => server.Output.Contains("Stopping", StringComparison.Ordinal), "it says that it stops");
        await Task.Delay(300, Ct);
        Assert.False(server.HasExited);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[10..]), Ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);

        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(Ct));
        Assert.Equal(MainstayCommand.Ok, (await server.EndAsync()).Code);
    }

    [Fact]
    public async Task A_second_interrupt_stops_at_once()
    {
        using var folder = new TestFolder();
        using var server = await StartAsync(folder);
        using var client = await ConnectAsync(server);
        await client.GetStream().WriteAsync("POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), Ct);
        await Begun();
        await server.InterruptAsync();
        await server.UntilAsync(() => server.Output.Contains("Stopping", StringComparison.Ordinal), "it says that it stops");
        await Task.Delay(300, Ct);
        Assert.False(server.HasExited);
        await server.InterruptAsync();

        Assert.Equal(MainstayCommand.Cancelled, (await server.EndAsync()).Code);
    }

    [Fact]
    public async Task A_setting_of_the_file_that_is_wrong_stops_the_start_in_words()
    {
        using var folder = new TestFolder();
        folder.Write("mainstay.yaml", "log: { format: xml }\n");
        var outcome = await RealProcess.RunAsync(folder.Root, "serve", "--open");

        outcome.AssertBadInput("log.format is 'xml' (from mainstay.yaml:1:8), expected one of text, json.");
    }

    private static async Task<RealProcess> StartAsync(TestFolder folder)
    {
        (await RealProcess.RunAsync(folder.Root, "key", "add", "test", "--workspace", "w", "--scope", "facts:write")).AssertOk();
        var server = RealProcess.Start(folder.Root, "serve", "--open", "--workspace", "w", "--urls", "http://127.0.0.1:0");
        await server.UntilAsync(() => server.Output.Contains("Mainstay is at", StringComparison.Ordinal), "it listens");
        return server;
    }

    // A request whose head has not been read when the server is stopped has not begun, and nothing outside tells when it has.
    private static Task Begun() => Task.Delay(1000, Ct);

    private static async Task<TcpClient> ConnectAsync(RealProcess server)
    {
        var address = new Uri(server.Output.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal)));
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, Ct);
        return client;
    }
}
