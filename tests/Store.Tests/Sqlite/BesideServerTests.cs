using Mainstay.Store.Audit;
using Mainstay.Store.Keys;
using Mainstay.Store.Tests.Facts;

namespace Mainstay.Store.Tests.Sqlite;

/// <summary>Commands that change who may do what while a server holds the file.</summary>
public sealed class BesideServerTests
{
    private static readonly Actor By = Actor.Mainstay(DateTimeOffset.UnixEpoch);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_added_while_the_holder_writes_and_both_see_them_and_nothing_is_lost()
    {
        var path = TemporaryFile.Path();
        await using var server = await Database.OpenAsync(path, Ct);
        await Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(path, Ct));
        var writing = Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            server.Facts.AppendAsync("w", new[] { FactSamples.Usage("a", i) }.ToAsyncEnumerable(), null, null, Ct))));
        var beside = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            await using var other = await Database.OpenBesideServerAsync(path, Ct);
            foreach (var i in Enumerable.Range(0, 10))
            {
                Assert.True(await other.Keys.AddAsync("w", Key($"{writer}-{i}"), By, Ct));
            }
        })));
        await writing;
        await beside;
        Assert.Equal(40, (await server.Keys.ListAsync("w", Ct)).Count);
        Assert.Equal((40, (long?)null), await server.Audit.VerifyAsync("w", Ct) is var check ? (check.Entries, check.Broken) : default);
        Assert.Equal(200, (await server.Facts.TimelineAsync("w", "a", null, Core.Facts.Instant.MinValue, Core.Facts.Instant.MaxValue, null, 500, Ct)).Count);
    }

    [Fact]
    public async Task Without_a_holder_the_file_is_opened_as_usual_and_made_where_it_is_missing()
    {
        var path = TemporaryFile.Path();
        await using (var alone = await Database.OpenBesideServerAsync(path, Ct))
        {
            await alone.Keys.AddAsync("w", Key("k"), By, Ct);
            await Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(path, Ct));
        }

        await using var later = await Database.OpenAsync(path, Ct);
        Assert.Single(await later.Keys.ListAsync("w", Ct));
    }

    private static StoredKey Key(string name) => new() { Id = name, Name = name, Hash = [.. new byte[32]], Scopes = ["scores:read"], CreatedAt = DateTimeOffset.UnixEpoch, CreatedBy = "eve" };
}
