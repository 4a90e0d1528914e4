using Mainstay.Store.Ingest;
using static Mainstay.Store.Tests.Ingest.MessageSamples;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class IngestRestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_was_taken_before_the_start_is_not_taken_again()
    {
        var path = TemporaryFile.Path();
        for (var start = 0; start < 3; start++)
        {
            await using var store = await Database.OpenAsync(path, Ct);
            Assert.Equal(new IngestResult(100, 100 * Math.Sign(start), 0), await store.Ingest.TakeAsync("w", Events(100 * Math.Max(0, start - 1), start == 0 ? 100 : 200), Now, Ct));
            Assert.Equal(new IngestResult(0, 100, 0), await store.Ingest.TakeAsync("w", Events(100 * start, 100), Now, Ct));
        }
    }
}
