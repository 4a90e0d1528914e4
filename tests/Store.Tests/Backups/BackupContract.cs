using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Backups;
using Mainstay.Store.Book;
using Mainstay.Store.Models;
using Mainstay.Store.Tests.Facts;
using Mainstay.Store.Tests.Postgres;
using Mainstay.Store.Tests.Snapshots;
using Mainstay.Store.Tests.Sqlite;
using static Mainstay.Store.Tests.Snapshots.Batches;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Store.Tests.Backups;

/// <param name="create">Makes a new database and returns its target.</param>
public abstract class BackupContract(Func<CancellationToken, Task<string>> create)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_restores_into_either_database_and_its_backup_is_the_same_to_the_last_byte()
    {
        var source = await create(Ct);
        var backup = Path.Combine(Path.GetDirectoryName(TemporaryFile.Path())!, "a.backup");
        await using var store = await Database.OpenAsync(source, Ct);
        await FillAsync(store);

        // While it is in use.
        var rows = await Backup.WriteAsync(source, backup, Ct);

        foreach (var target in new[] { TemporaryFile.Path(), await PostgresCluster.CreateAsync(Ct) })
        {
            Assert.Equal(rows, await Backup.RestoreAsync(target, backup, Ct));
            var again = backup + Guid.NewGuid().ToString("N");
            await Backup.WriteAsync(target, again, Ct);
            Assert.Equal(Lines(backup), Lines(again));
            await using var restored = await Database.OpenAsync(target, Ct);
            Assert.Equal(["one", "two"], await restored.WorkspacesAsync(Ct));
            Assert.Equal(FactSamples.Lines(await store.Facts.LoadBookAsync("one", Ct)), FactSamples.Lines(await restored.Facts.LoadBookAsync("one", Ct)));
            Assert.Equal(30, Assert.Single((await restored.Book.ReadAsync(new BookQuery { Workspace = "two" }, Ct)).Rows).Value);

            // Numbers go on where they were.
            await restored.Snapshots.CommitAsync("one", Of(Today).With(Decision("new", "a", Today)), Ct);
            Assert.Equal([1, 2], (await restored.Outbox.ClaimAsync("one", 10, Now, TimeSpan.Zero, Ct)).Select(m => m.Id));
        }
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_or_changed_restores_nothing()
    {
        var source = await create(Ct);
        var backup = Path.Combine(Path.GetDirectoryName(TemporaryFile.Path())!, "b.backup");
        await using (var store = await Database.OpenAsync(source, Ct))
        {
            await FillAsync(store);
        }

        await Backup.WriteAsync(source, backup, Ct);
        var whole = await File.ReadAllBytesAsync(backup, Ct);
        var lines = Lines(backup);
        var target = await create(Ct);
        foreach (var (damaged, number) in Damage(whole, lines).Select((d, i) => (d, i)))
        {
            await File.WriteAllBytesAsync(backup + number, damaged, Ct);
            await Assert.ThrowsAsync<BackupException>(() => Backup.RestoreAsync(target, backup + number, Ct));
        }

        // The last check is of the target itself: an intact backup still goes in.
        await Backup.RestoreAsync(target, backup, Ct);
    }

    [Fact]
    public async Task Nothing_is_overwritten_by_a_backup_or_by_restoring_one()
    {
        var source = await create(Ct);
        var backup = Path.Combine(Path.GetDirectoryName(TemporaryFile.Path())!, "c.backup");
        await using (var store = await Database.OpenAsync(source, Ct))
        {
            await FillAsync(store);
        }

        await Backup.WriteAsync(source, backup, Ct);

        Assert.Contains("already", (await Assert.ThrowsAsync<BackupException>(() => Backup.WriteAsync(source, backup, Ct))).Message, StringComparison.Ordinal);
        Assert.Contains("already", (await Assert.ThrowsAsync<BackupException>(() => Backup.RestoreAsync(source, backup, Ct))).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> Damage(byte[] whole, string[] lines)
    {
        yield return [];
        yield return whole[..(whole.Length / 2)];
        yield return whole[..^1];
        yield return Packed(lines[..^1]);
        yield return Packed([.. lines[..5], .. lines[6..]]);
        yield return Packed([.. lines, lines[^2]]);
        yield return Packed([.. lines[..^2], lines[^2].Replace("[", "[ ", StringComparison.Ordinal), lines[^1]]);
        yield return Packed(["{\"format\":\"mainstay backup 99\",\"schema\":1,\"tables\":[]}", .. lines[1..]]);
        yield return Encoding.UTF8.GetBytes("account,score\na,1\n");
    }

    private static byte[] Packed(string[] lines)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
        }

        return bytes.ToArray();
    }

    private static string[] Lines(string backup)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(backup), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task FillAsync(Database store)
    {
        var number = 0;
        foreach (var workspace in new[] { "one", "two" })
        {
            await store.Facts.AppendAsync(workspace, FactSamples.Any.Sample(200, 200).ToAsyncEnumerable(), Now, null, Ct);
            await store.Facts.SaveStreamsAsync(workspace, new Dictionary<FactKind, Stream> { [FactKinds.Usage] = Stream.Connected }, "Europe/Berlin", Ct);
            await store.Facts.SaveTaintsAsync(workspace, [FactKinds.Usage], [new("a", FactKinds.Usage, null)], Ct);
            await store.Models.SaveAsync(workspace, new StoredModel("m", "v", "text\n", Now), Actor.Mainstay(Now), Ct);
            await store.Models.ActivateAsync(workspace, "m", "v", "", Actor.Mainstay(Now), Ct);
            await store.Dirty.MarkAsync(workspace, ["a"], number++, Ct);
            await store.Jobs.AddAsync(workspace, "k", "", "{}", TimeSpan.Zero, Ct);
            await store.Leases.ClaimAsync(workspace, "l", "node", TimeSpan.FromHours(1), Ct);
            await store.Snapshots.CommitAsync(
                workspace, Of(Today, Snapshot("a", Today.AddDays(-1), 1d / 3), Snapshot("a", Today, 30)).With(Decision("k", "a", Today)), Ct);
        }
    }
}
