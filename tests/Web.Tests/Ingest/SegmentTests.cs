using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;

namespace Mainstay.Web.Tests.Ingest;

public sealed class SegmentTests
{
    [Fact]
    public async Task Messages_become_facts_of_the_account_that_their_user_was_grouped_into()
    {
        await using var site = await Ingesting.StartAsync();
        var (status, body) = await site.PostAsync("/v1/batch", """
            {"batch": [
              {"type": "group", "messageId": "1", "userId": "ana", "groupId": "acme", "timestamp": "2026-01-02T00:00:00Z", "traits": {"name": "Acme", "website": "https://www.acme.example/about"}},
              {"type": "identify", "messageId": "2", "userId": "ana", "timestamp": "2026-01-02T00:00:00Z", "traits": {"firstName": "Ana", "lastName": "Bell", "title": "champion"}},
              {"type": "track", "messageId": "3", "userId": "ana", "event": "Export", "timestamp": "2026-01-03T00:00:00Z", "properties": {"quantity": 3}},
              {"type": "page", "messageId": "4", "userId": "ana", "name": "Home", "timestamp": "2026-01-04T00:00:00Z"},
              {"type": "track", "messageId": "5", "userId": "bo", "event": "Export", "timestamp": "2026-01-03T00:00:00Z", "context": {"groupId": "bolt"}}]}
            """);

        Assert.Equal((200, 5), (status, body.GetProperty("applied").GetInt32()));
        Assert.Equal(["2026-01-02 name=Acme domain=acme.example"], await site.FactsAsync("acme", FactKinds.Companies));
        Assert.Equal(["2026-01-02 name=Ana Bell role=champion"], await site.FactsAsync("acme", FactKinds.Contacts));
        Assert.Equal(["2026-01-03 user=ana event=Export quantity=3", "2026-01-04 user=ana event=Viewed Home Page"], await site.FactsAsync("acme", FactKinds.Usage));
        Assert.Equal(["2026-01-03 user=bo event=Export"], await site.FactsAsync("bolt", FactKinds.Usage));
        var dirty = await site.Database.Dirty.FirstAsync(Ingesting.Workspace, 10, TestContext.Current.CancellationToken);
        Assert.Equal(["acme", "bolt"], dirty.Select(d => d.AccountId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_sent_again_adds_nothing_even_where_its_time_reads_differently()
    {
        await using var site = await Ingesting.StartAsync();
        const string Message = """{"type": "track", "messageId": "1", "userId": "ana", "event": "Export", "context": {"groupId": "acme"}, "timestamp": "2026-01-03T00:00:00Z"}""";
        await site.PostAsync("/v1/batch", $$"""{"batch": [{{Message}}, {{Message}}], "sentAt": "2026-01-03T00:00:01Z"}""");
        var (_, again) = await site.PostAsync("/v1/batch", $$"""{"batch": [{{Message}}], "sentAt": "2026-01-03T00:00:09Z"}""");

        Assert.Equal((0, 1), (again.GetProperty("applied").GetInt32(), again.GetProperty("alreadyThere").GetInt32()));
        Assert.Single(await site.FactsAsync("acme", FactKinds.Usage));
    }

    [Fact]
    public async Task What_was_sent_late_happened_as_long_before_the_receipt_as_before_the_sending()
    {
        await using var site = await Ingesting.StartAsync();
        var before = Instant.Of(DateTimeOffset.UtcNow);
        await site.PostAsync("/v1/track", """
            {"messageId": "1", "userId": "ana", "event": "Export", "context": {"groupId": "acme"}, "timestamp": "2001-01-01T00:00:00Z", "sentAt": "2001-01-01T01:00:00Z"}
            """);
        var history = await site.Database.Facts.LoadAccountAsync(Ingesting.Workspace, "acme", TestContext.Current.CancellationToken);
        var at = history!.Visible(FactKinds.Usage, PointInTime.At(Instant.OfUtc(new DateOnly(2100, 1, 1))))[0].At;
        Assert.InRange(at.Micros, before.Plus(-Instant.MicrosPerHour).Micros, Instant.Of(DateTimeOffset.UtcNow).Plus(-Instant.MicrosPerHour).Micros);
    }

    [Fact]
    public async Task Bad_items_are_told_one_by_one_and_the_good_ones_are_kept()
    {
        await using var site = await Ingesting.StartAsync();
        var (status, body) = await site.PostAsync("/v1/batch", """
            {"batch": [
              {"type": "track", "event": "Export"},
              {"type": "track", "userId": "ana", "event": "Export", "context": {"groupId": "acme"}},
              {"type": "track", "userId": "ana", "event": "Export", "timestamp": "yesterday"},
              {"type": "track", "userId": "ana", "event": "Export", "timestamp": "2999-01-01"},
              {"type": "track", "userId": "ana", "event": "\ud800"},
              {"type": "track", "userId": "ana", "event": "a\u0000b"},
              {"type": "track", "userId": "ana", "event": "Export", "properties": {"quantity": "many"}},
              {"type": "track", "userId": "ana", "event": "Export", "properties": {"quantity": 1e999}},
              {"type": "group", "userId": "ana"},
              {"type": "alias", "userId": "ana"},
              7]}
            """);
        Assert.Equal((200, 1), (status, body.GetProperty("applied").GetInt32()));
        Assert.Equal([0, 2, 3, 4, 5, 6, 7, 8, 9, 10], body.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("index").GetInt32()));
        Assert.Equal(400, (await site.PostAsync("/v1/track", """{"event": "Export"}""")).Status);
    }

    [Fact]
    public async Task Events_of_a_user_without_account_wait_until_it_is_known()
    {
        await using var site = await Ingesting.StartAsync();
        var (_, body) = await site.PostAsync("/v1/track", """{"messageId": "1", "userId": "ana", "event": "Export", "timestamp": "2026-01-03T00:00:00Z"}""");
        Assert.Equal((0, 1), (body.GetProperty("applied").GetInt32(), body.GetProperty("waiting").GetInt32()));
        await site.PostAsync("/v1/track", """{"messageId": "2", "userId": "bo", "event": "Export", "timestamp": "2026-01-03T00:00:00Z"}""");
        Assert.Contains("no account is known of the user", await site.Client.GetStringAsync("/api/v1/dead-letters", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await site.PostAsync("/v1/group", """{"messageId": "3", "userId": "ana", "groupId": "acme"}""");
        await site.PostAsync("/api/v1/dead-letters/replay", """{"user": "bo", "account": "bolt"}""");
        Assert.Equal(["2026-01-03 user=ana event=Export"], await site.FactsAsync("acme", FactKinds.Usage));
        Assert.Equal(["2026-01-03 user=bo event=Export"], await site.FactsAsync("bolt", FactKinds.Usage));
        Assert.Equal("{\"items\":[]}", await site.Client.GetStringAsync("/api/v1/dead-letters", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Late_and_doubled_messages_give_what_sorted_ones_give() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(15),
        Prop.ForAll(
            Gen.Choose(0, 7).ArrayOf().Resize(14).ToArbitrary(),
            picks =>
            {
                string[] all = [.. Enumerable.Range(0, 8).Select(Message)];
                var sorted = StateAfterAsync(all).GetAwaiter().GetResult();
                var shuffled = StateAfterAsync([.. picks.Select(p => all[p]), .. all.Reverse()]).GetAwaiter().GetResult();
                Assert.Equal(sorted, shuffled);
            }));

    [Fact]
    public async Task Bodies_that_cannot_be_taken_are_refused_in_words()
    {
        await using var site = await Ingesting.StartAsync();
        Assert.Equal(400, (await site.PostAsync("/v1/batch", "{")).Status);
        Assert.Equal(400, (await site.PostAsync("/v1/batch", "[]")).Status);
        Assert.Equal(400, (await site.PostAsync("/v1/batch", """{"batch": [], "sentAt": {}}""")).Status);
        Assert.Equal(400, (await site.PostAsync("/v1/batch", "{\"batch\": " + new string('[', 100_000))).Status);
        Assert.Equal(413, (await site.PostAsync("/v1/batch", "{\"batch\": [\"" + new string('x', 600_000) + "\"]}")).Status);
        Assert.Equal(413, (await site.PostAsync("/v1/batch", Packed(new string(' ', 100_000_000)))).Status);
        Assert.Equal(200, (await site.PostAsync("/v1/batch", Packed("""{"batch": []}"""))).Status);
        using var other = new StringContent("{}");
        other.Headers.ContentEncoding.Add("br");
        Assert.Equal(415, (await site.PostAsync("/v1/batch", other)).Status);
    }

    // Three fields of a company, changed and cleared at four times, and events.
    private static string Message(int i) => i < 6
        ? $$$"""{"type": "group", "messageId": "{{{i}}}", "userId": "ana", "groupId": "acme", "timestamp": "2026-01-0{{{1 + i / 2 * 2}}}T00:00:00Z", "traits": {{{Traits[i]}}}}"""
        : $$$"""{"type": "track", "messageId": "{{{i}}}", "userId": "ana", "event": "Export", "timestamp": "2026-01-0{{{i}}}T00:00:00Z"}""";

    private static readonly string[] Traits =
        ["""{"name": "Acme", "plan": "free"}""", """{"seats": 5}""", """{"plan": "pro"}""", """{"seats": null}""", """{"name": "Acme Ltd"}""", """{"plan": "free", "seats": 7}"""];

    private static async Task<string> StateAfterAsync(string[] messages)
    {
        await using var site = await Ingesting.StartAsync();
        foreach (var pair in messages.Chunk(2))
        {
            Assert.Equal(200, (await site.PostAsync("/v1/batch", $$"""{"batch": [{{string.Join(",", pair)}}]}""")).Status);
        }

        var lines = new List<string>();
        var history = (await site.Database.Facts.LoadAccountAsync(Ingesting.Workspace, "acme", TestContext.Current.CancellationToken))!;
        for (var day = new DateOnly(2026, 1, 1); day < new DateOnly(2026, 1, 12); day = day.AddDays(1))
        {
            var point = new PointInTime(Instant.OfUtc(day), Instant.OfUtc(new DateOnly(2100, 1, 1)));
            var company = CompanyProfile.At(history, point);
            lines.Add($"{day} {company.Name} {company.Plan} {company.Seats} {history.Visible(FactKinds.Usage, point).Count}");
        }

        return string.Join('\n', lines);
    }

    private static StreamContent Packed(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        packed.Position = 0;
        return new StreamContent(packed) { Headers = { ContentEncoding = { "gzip" } } };
    }
}
