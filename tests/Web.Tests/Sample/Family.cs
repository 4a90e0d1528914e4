using Mainstay.Core.Facts;
using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Store.Audit;
using Mainstay.Store;
using Mainstay.Store.Models;
using Mainstay.Web.Tests.Sample;

[assembly: AssemblyFixture(typeof(Family))]

namespace Mainstay.Web.Tests.Sample;

/// <summary>Some accounts of the sample as a group, in a database and on a host of its own; two of them overridden by people.</summary>
public sealed class Family : IAsyncLifetime
{
    public const string Workspace = "family";

    /// <summary>Not scored: it has no contract.</summary>
    public const string Holding = "holding";

    /// <summary>Scored, and with accounts below it.</summary>
    public const string Parent = "acc-101";

    /// <summary>Its parent is unknown.</summary>
    public const string Orphan = "acc-106";

    /// <summary>Overridden by somebody who would like to run a script.</summary>
    public const string Overridden = "acc-102";

    public static readonly SampleAccount[] Members = [.. SampleBook.Accounts.Take(6), SampleBook.Hostile];

    private WebApplication? _app;

    public Database Database { get; private set; } = null!;

    public string Address => _app!.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Database = await Database.OpenAsync(":memory:", cancellationToken);
        await Database.Facts.SaveStreamsAsync(Workspace, SampleBook.Streams, "Etc/UTC", cancellationToken);
        await Database.Facts.AppendAsync(Workspace, Facts().ToAsyncEnumerable(), recordedAt: null, progress: null, cancellationToken);

        var yaml = await File.ReadAllTextAsync(Path.Combine(Site.Root, "models", "b2b-saas.yaml"), cancellationToken) + """

            rollups:
              group: { combine: mean, weigh: arr }
              weakest: { combine: worst }
            segments:
              - { name: strategic, where: { companies: { segment: enterprise } }, minimum_coverage: 0.4 }
            """;
        var model = ModelFile.CompileModel(yaml).Value!;
        await Database.Models.SaveAsync(Workspace, new StoredModel(model.Name, model.Version, yaml, Site.Clock.GetUtcNow()), Actor.Mainstay(Site.Clock.GetUtcNow()), cancellationToken);
        await Database.Models.ActivateAsync(Workspace, model.Name, model.Version, "", Actor.Mainstay(Site.Clock.GetUtcNow()), cancellationToken);
        var book = await Database.Facts.LoadBookAsync(Workspace, cancellationToken);
        await new ScoringRun(Database, Workspace, model, ImmutablePlaybooks.None, Site.Clock)
            .RunAsync(book.Accounts, new DayRange(SampleBook.LastDay.AddDays(-100), SampleBook.LastDay), scored: null, cancellationToken);
        _app = await Site.StartAsync(Database, Workspace);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    public HttpClient Browser() => new() { BaseAddress = new Uri(Address) };

    private static IEnumerable<Fact> Facts()
    {
        yield return Fact.Of(FactKinds.Companies, Holding, Holding, Instant.MinValue, ("name", FactValue.Of("Orion <i>Holding</i>")), ("owner", FactValue.Of("mei.tanaka@example.com")));
        foreach (var (account, i) in Members.Select((a, i) => (a, i)))
        {
            foreach (var fact in new SampleFacts(account, new Random(1000 + i)).All())
            {
                yield return fact.Kind == FactKinds.Companies ? Under(fact, account.Id) : fact;
            }
        }

        yield return Override(Overridden, "<script>alert(1)</script> they signed the renewal & paid", "o'brien<b>@example.com", 85);
        yield return Override(SampleBook.Hostile.Id, "A call with their board", "priya.nair@example.com", 30);
    }

    private static Fact Under(Fact company, string account)
    {
        var values = company.Values.ToArray();
        values[FactKinds.Companies["parent"].Index] = FactValue.Of(account switch
        {
            Parent => Holding,
            Orphan => "<u>nobody</u>",
            _ => Parent,
        });
        return company with { Values = [.. values] };
    }

    private static Fact Override(string account, string reason, string author, double value) => Fact.Of(
        FactKinds.Assessments, account, "override-" + account, At(SampleBook.LastDay.AddDays(-5)),
        ("type", FactValue.Of("override")), ("author", FactValue.Of(author)), ("note", FactValue.Of(reason)), ("value", FactValue.Of(value)),
        ("given_at", FactValue.Of(At(SampleBook.LastDay.AddDays(-5)))), ("expires_at", FactValue.Of(At(SampleBook.LastDay.AddDays(25)))));

    private static Instant At(DateOnly day) => Instant.OfUtc(day);
}
