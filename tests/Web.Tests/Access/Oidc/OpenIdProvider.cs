using System.Diagnostics;

namespace Mainstay.Web.Tests.Access.Oidc;

/// <summary>A real OpenID provider (npm's oidc-provider) as a process, which signs in whoever the address hints at.</summary>
internal sealed class OpenIdProvider : IDisposable
{
    private static readonly string Folder = Path.Combine(Site.Root, "tests", "Web.Tests", "Access", "Oidc", "Provider");

    private readonly Process _node;

    private OpenIdProvider(Process node, Uri issuer) => (_node, Issuer) = (node, issuer);

    public Uri Issuer { get; }

    public static async Task<OpenIdProvider> StartAsync(string redirectUri)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")), "npm has not installed oidc-provider");
        var node = Process.Start(new ProcessStartInfo("node", ["provider.mjs", redirectUri])
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        })!;
        while (await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("http://", StringComparison.Ordinal))
            {
                return new OpenIdProvider(node, new Uri(line));
            }
        }

        throw new InvalidOperationException(await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    // The provider ends when nobody holds its input.
    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit(5000);
        _node.Dispose();
    }
}
