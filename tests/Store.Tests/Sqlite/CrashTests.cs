using System.Diagnostics;
using System.Globalization;
using Mainstay.Core.Facts;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class CrashTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_process_that_is_killed_while_it_appends_loses_nothing_it_was_told_is_stored(int killAfter)
    {
        var path = TemporaryFile.Path();
        var told = await KillAfterAsync(path, killAfter);

        await using (var store = await Database.OpenAsync(path, Ct))
        {
            var stored = (await store.Facts.LoadBookAsync("w", Ct)).Accounts.Sum(a => a[FactKinds.Usage].Count);
            Assert.True(stored >= told, $"{stored} facts are left of {told}.");
            Assert.Equal(0, stored % CrashingProcess.Batch);
            var again = await store.Facts.AppendAsync("w", CrashingProcess.Facts(stored), null, null, Ct);
            Assert.Equal(stored, again.AlreadyThere);
        }

        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await check.ExecuteScalarAsync(Ct));
    }

    private static async Task<long> KillAfterAsync(string path, int lines)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, typeof(CrashTests).Assembly.GetName().Name!)) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[CrashingProcess.Variable] = path;
        using var child = Process.Start(start)!;
        var told = 0L;
        for (var i = 0; i < lines; i++)
        {
            told = long.Parse((await child.StandardOutput.ReadLineAsync(Ct))!, CultureInfo.InvariantCulture);
        }

        // SIGKILL, somewhere in the next batch.
        await Task.Delay(30, Ct);
        child.Kill();
        await child.WaitForExitAsync(Ct);
        Assert.NotEqual(0, child.ExitCode);
        return told;
    }
}
