using System.Diagnostics;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Store.Backups;
using Mainstay.Store.Facts;
using Mainstay.Store.Tests.Facts;

namespace Mainstay.Store.Tests.Sqlite;

/// <summary>On a small disk of the tests' own, which only root may mount.</summary>
public sealed class DiskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_writes_keeps_what_was_confirmed_and_goes_on_when_there_is_room()
    {
        using var disk = await SmallDisk.MountAsync(6);
        var path = Path.Combine(disk.Folder, "mainstay.db");
        var kept = 0L;
        await using (var store = await Database.OpenAsync(path, Ct))
        {
            var ballast = Path.Combine(disk.Folder, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[2_000_000], Ct);
            var full = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            {
                while (true)
                {
                    await AppendAsync(store, kept, 1000);
                    kept += 1000;
                }
            });

            Assert.Contains("full", full.Message, StringComparison.Ordinal);
            Assert.Equal(kept, await CountAsync(store));
            await Assert.ThrowsAnyAsync<Exception>(() => Backup.WriteAsync(path, Path.Combine(disk.Folder, "copy.db"), Ct));
            Assert.Empty(Directory.EnumerateFiles(disk.Folder, "copy*"));

            File.Delete(ballast);
            await AppendAsync(store, kept, 1000);
            Assert.Equal(kept + 1000, await CountAsync(store));
        }

        await using var again = await Database.OpenAsync(path, Ct);
        Assert.Equal(kept + 1000, await CountAsync(again));
    }

    [Fact]
    public async Task A_disk_that_turns_read_only_refuses_writes_and_can_be_read()
    {
        using var disk = await SmallDisk.MountAsync(6);
        var path = Path.Combine(disk.Folder, "mainstay.db");
        await using (var store = await Database.OpenAsync(path, Ct))
        {
            await AppendAsync(store, 0, 10);
        }

        // Whoever opens it then is told before anything else.
        await disk.RemountReadOnlyAsync();
        await Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(path, Ct));
    }

    [Fact]
    public async Task After_a_failed_flush_nothing_more_is_written_and_what_was_confirmed_is_there()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed.");
        var path = TemporaryFile.Path();
        await (await Database.OpenAsync(path, Ct)).DisposeAsync();

        // The sixth flush fails, later ones would do. This build of SQLite flushes by fsync.
        var start = new ProcessStartInfo("/usr/bin/strace") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[]
        {
            "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=6",
            Path.Combine(AppContext.BaseDirectory, typeof(DiskTests).Assembly.GetName().Name!),
        })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[CrashingProcess.FlushVariable] = path;
        using var child = Process.Start(start)!;
        var lines = (await child.StandardOutput.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await child.WaitForExitAsync(Ct);

        var confirmed = lines.TakeWhile(l => l.StartsWith("kept", StringComparison.Ordinal)).Count();
        Assert.InRange(confirmed, 1, 20);
        Assert.All(lines.Skip(confirmed), line => Assert.StartsWith("refused Nothing more is written", line, StringComparison.Ordinal));
        Assert.True(lines.Length - confirmed >= 3, string.Join('\n', lines));
        await using var store = await Database.OpenAsync(path, Ct);
        Assert.InRange(await CountAsync(store), confirmed, confirmed + 1);
    }

    private static Task<FactWriteResult> AppendAsync(Database store, long from, int count) => store.Facts.AppendAsync(
        "w",
        Enumerable.Range(0, count).Select(i => FactSamples.Usage($"a{i % 7}", i % 300, (from + i).ToString(CultureInfo.InvariantCulture))).ToAsyncEnumerable(),
        null,
        null,
        Ct);

    private static async Task<long> CountAsync(Database store) => (await store.Facts.LoadBookAsync("w", Ct)).Accounts.Sum(a => (long)a[FactKinds.Usage].Count);

    private sealed class SmallDisk : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("mainstay-disk-").FullName;

        public static async Task<SmallDisk> MountAsync(int megabytes)
        {
            Assert.SkipUnless(Environment.UserName == "root", "Only root may mount a small disk.");
            var disk = new SmallDisk();
            Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Folder) == 0, "A small disk cannot be mounted here.");
            return disk;
        }

        public async Task RemountReadOnlyAsync() => Assert.Equal(0, await RunAsync("mount", "-o", "remount,ro", Folder));

        public void Dispose()
        {
            using var unmount = Process.Start("umount", ["-l", Folder]);
            unmount.WaitForExit();
            Directory.Delete(Folder);
        }

        private static async Task<int> RunAsync(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            await process.WaitForExitAsync(Ct);
            return process.ExitCode;
        }
    }
}
