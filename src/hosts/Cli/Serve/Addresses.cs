using Mainstay.Runtime;

namespace Mainstay.Cli.Serve;

/// <summary>Checks addresses before anything is started, where a mistake can still be told in words.</summary>
public static class Addresses
{
    /// <param name="urls">Separated by semicolons.</param>
    /// <exception cref="UserException">One of them cannot be listened on.</exception>
    public static void Check(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0)
        {
            throw new UserException($"--urls needs an address such as {ServeCommand.DefaultUrls}.");
        }

        foreach (var url in all)
        {
            Check(url, Parse(url));
        }
    }

    /// <summary>For a house that is open: nobody but this machine may reach it.</summary>
    /// <exception cref="UserException">One of them can be reached from elsewhere.</exception>
    public static void CheckLoopback(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var host = Parse(url)?.Host.Trim('[', ']');
            if (host is not "localhost" && !(System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address)))
            {
                throw new UserException($"'{url}' can be reached from elsewhere: --open, and the demo, let in whoever comes and so listen on this machine only, such as at {ServeCommand.DefaultUrls}.");
            }
        }
    }

    /// <summary>Checks sites that may frame widgets: they become part of a header.</summary>
    /// <exception cref="UserException">One of them is no origin.</exception>
    public static IReadOnlyList<string> Origins(IEnumerable<string> origins) =>
    [
        .. origins.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new UserException($"--embed-origin must be scheme and host such as https://app.example.com, but is '{text}'.")),
    ];

    private static BindingAddress? Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Check(string url, BindingAddress? address)
    {
        if (address is { Scheme: "https" })
        {
            throw new UserException($"'{url}' would need a certificate: serve http here, and put a proxy that speaks https in front.");
        }

        if (address is not { Scheme: "http", Port: >= 0 and <= 65535, PathBase: "" or "/" })
        {
            throw new UserException($"'{url}' is no address to listen on: expected one such as {ServeCommand.DefaultUrls}.");
        }
    }
}
