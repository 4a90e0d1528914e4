using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mainstay.Bench.Server;

/// <summary>
/// A connection that sends one batch after another and waits for each answer. It speaks HTTP by hand: a client library would take as
/// much of the processors as the server that is measured.
/// </summary>
internal sealed class Sender : IDisposable
{
    private const int Head = 256;

    private readonly Random _random;
    private readonly byte[] _prefix;
    private readonly Uri _address;
    private readonly byte[] _request = new byte[64 * 1024];
    private readonly byte[] _response = new byte[16 * 1024];
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly int _accounts;
    private long _sent;
    private int _at;

    public Sender(Site site, int seed)
    {
        (_random, _accounts, _address) = (new Random(seed), site.Accounts, site.Client.BaseAddress!);
        _prefix = Encoding.ASCII.GetBytes($"{{\"type\":\"track\",\"messageId\":\"{seed}-");
        _socket.Connect(IPAddress.Loopback, _address.Port);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Sends events of accounts taken by chance.</summary>
    /// <returns>The status of the answer.</returns>
    public int Batch(int events)
    {
        _at = Head;
        Write("{\"batch\":["u8);
        for (var i = 0; i < events; i++)
        {
            Write(i == 0 ? ""u8 : ","u8);
            Write(_prefix);
            Write(_sent++);
            Write("\",\"userId\":\"u"u8);
            Write(_random.Next(20));
            Write("\",\"event\":\"feature_"u8);
            Write(_random.Next(8));
            Write("\",\"context\":{\"groupId\":\"acc-"u8);
            Write(_random.Next(_accounts), new('D', 6));
            Write("\"}}"u8);
        }

        Write("]}"u8);
        var head = Encoding.ASCII.GetBytes($"POST /v1/batch HTTP/1.1\r\nHost: {_address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {_at - Head}\r\n\r\n");
        head.CopyTo(_request, Head - head.Length);
        for (var from = Head - head.Length; from < _at;)
        {
            from += _socket.Send(_request.AsSpan(from, _at - from));
        }

        return Answer();
    }

    private int Answer()
    {
        for (var read = 0; ;)
        {
            var more = _socket.Receive(_response.AsSpan(read));
            read += more;
            var answer = _response.AsSpan(0, read);
            if (more == 0)
            {
                throw new InvalidDataException("The server closed the connection.");
            }

            if (answer.IndexOf("\r\n\r\n"u8) is >= 0 and var end && IsWhole(answer[..end], answer[(end + 4)..]))
            {
                return Utf8Parser.TryParse(answer["HTTP/1.1 ".Length..], out int status, out _) ? status : throw new InvalidDataException("No HTTP.");
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) =>
        head.IndexOf("Content-Length: "u8) is >= 0 and var at && Utf8Parser.TryParse(head[(at + "Content-Length: ".Length)..], out int length, out _)
            ? body.Length >= length
            : body.EndsWith("0\r\n\r\n"u8);

    private void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_request.AsSpan(_at));
        _at += text.Length;
    }

    private void Write(long number, System.Buffers.StandardFormat format = default)
    {
        Utf8Formatter.TryFormat(number, _request.AsSpan(_at), out var written, format);
        _at += written;
    }
}
