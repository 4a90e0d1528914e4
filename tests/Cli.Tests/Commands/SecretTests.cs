using System.Runtime.Versioning;
using System.Text;
using Mainstay.Store.Tests.Postgres;

namespace Mainstay.Cli.Tests.Commands;

[SupportedOSPlatform("linux")]
public sealed class SecretTests
{
    [Fact]
    public async Task The_key_lies_beside_the_database_is_rotated_and_a_wrong_or_missing_one_is_told_at_the_start()
    {
        using var folder = new TestFolder();
        string[] where = ["--database", folder.PathOf("kept.db")];
        (await Cli.RunAsync(["user", "add", "ana@example.com", "--role", "admin", "--workspace", "w", .. where])).AssertOk();
        (await Cli.RunAsync(["secret", "rotate", .. where])).AssertBadInput("the first 'serve' makes it");
        await ServeAsync(folder, where);
        var path = folder.PathOf("secret.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var first = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.False(Contains(folder.PathOf("kept.db"), Convert.FromBase64String(first.Trim())));

        Assert.Contains("sealed with the new key", (await Cli.RunAsync(["secret", "rotate", .. where])).AssertOk().Output, StringComparison.Ordinal);
        Assert.NotEqual(first, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        await ServeAsync(folder, where);

        await File.WriteAllTextAsync(path, first, TestContext.Current.CancellationToken);
        (await Cli.RunAsync(["serve", .. where])).AssertBadInput("is not the key of", "mainstay secret forget");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await Cli.RunAsync(["serve", .. where])).AssertBadInput("chmod 600");
        File.Delete(path);
        (await Cli.RunAsync(["serve", .. where])).AssertBadInput("is missing", "mainstay secret forget");
        (await Cli.RunAsync(["secret", "forget", .. where])).AssertBadInput("--yes");
        (await Cli.RunAsync(["secret", "forget", "--yes", .. where])).AssertOk();
        await ServeAsync(folder, where);
    }

    [Fact]
    public async Task Servers_that_start_at_once_in_a_fresh_folder_share_the_key_that_one_of_them_makes()
    {
        using var folder = new TestFolder();
        var (key, database) = (folder.PathOf("mainstay-data/secret.key"), await PostgresCluster.CreateAsync(TestContext.Current.CancellationToken));
        (await Cli.RunAsync(["key", "add", "first", "--scope", "facts:write", "--workspace", "w", "--database", database])).AssertOk();
        for (var round = 0; round < 3; round++)
        {
            (await Cli.RunAsync(["secret", "forget", "--yes", "--database", database])).AssertOk();
            RealProcess[] servers = [.. Enumerable.Range(0, 3).Select(_ => RealProcess.Start(folder.Root, "serve", "--open", "--workspace", "w", "--database", database, "--urls", "http://127.0.0.1:0"))];
            try
            {
                foreach (var server in servers)
                {
                    await server.UntilAsync(() => server.Output.Contains("Mainstay is at", StringComparison.Ordinal), "it has the key");
                }
            }
            finally
            {
                Array.ForEach(servers, server => server.Dispose());
            }

            Assert.Equal([key], Directory.GetFiles(Path.GetDirectoryName(key)!));
            File.Delete(key);
        }
    }

    private static async Task ServeAsync(TestFolder folder, string[] where)
    {
        using var server = RealProcess.Start(folder.Root, ["serve", "--urls", "http://127.0.0.1:0", .. where]);
        await server.UntilAsync(() => server.Output.Contains("Mainstay is at", StringComparison.Ordinal), "the server is up");
        using var client = new HttpClient();

        // A form makes the framework want its keys.
        var page = await client.GetStringAsync(server.Output.Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)) + "/sign-in", TestContext.Current.CancellationToken);
        Assert.Contains("__RequestVerificationToken", page, StringComparison.Ordinal);
        await server.InterruptAsync();
        Assert.Equal(0, (await server.EndAsync()).Code);
        foreach (var file in Directory.GetFiles(folder.Root, "kept.db*"))
        {
            Assert.False(Contains(file, Encoding.UTF8.GetBytes("<masterKey")), $"{file} tells the keys of forms.");
        }
    }

    private static bool Contains(string file, byte[] secret) => File.ReadAllBytes(file).AsSpan().IndexOf(secret) >= 0;
}
