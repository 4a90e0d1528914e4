using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Keys;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Keys;
using Mainstay.Web.Tests.Live;

namespace Mainstay.Web.Tests.Ingest;

public sealed class RealClientTests
{
    private static readonly string Folder = Path.Combine(Site.Root, "tests", "Web.Tests", "Ingest", "Client");

    [Fact]
    public async Task Segments_own_client_sends_identify_group_track_and_page_and_the_score_follows()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", "@segment", "analytics-node")), "npm has not installed @segment/analytics-node");
        await using var live = await LiveSite.StartAsync();
        var site = live.Site;
        var key = KeyText.New(Ingesting.Workspace);
        Assert.True(await site.Database.Keys.AddAsync(
            Ingesting.Workspace,
            new StoredKey
            {
                Id = key.Id, Name = "product", Hash = [.. key.Hash], Scopes = [Permissions.NameOf(Permission.WriteFacts)], CreatedAt = DateTimeOffset.UtcNow, CreatedBy = "test",
            },
            Actor.Mainstay(DateTimeOffset.UtcNow),
            TestContext.Current.CancellationToken));
        using var node = Process.Start(new ProcessStartInfo("node", ["send.mjs", site.Address, key.Text]) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardError = true })!;
        var errors = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (node.ExitCode, errors));
        Assert.EndsWith("name=Acme domain=acme.example plan=pro", Assert.Single(await site.FactsAsync("acme", FactKinds.Companies)), StringComparison.Ordinal);
        Assert.EndsWith("name=Ana Bell email=ana@acme.example role=champion", Assert.Single(await site.FactsAsync("acme", FactKinds.Contacts)), StringComparison.Ordinal);
        var usage = await site.FactsAsync("acme", FactKinds.Usage);
        Assert.Equal(25, usage.Count(u => u.EndsWith("user=ana event=Report Created quantity=2", StringComparison.Ordinal)));
        Assert.Single(usage, u => u.EndsWith("event=Viewed Home Page", StringComparison.Ordinal));
        await live.ScoreIsAsync("acme", 2 * usage.Length);
    }
}
