using FsCheck.Fluent;
using Mainstay.Web.Access;

namespace Mainstay.Web.Tests.Api.Writing;

public sealed class WriteDocumentTests(WritableSite writable)
{
    [Fact]
    public async Task Every_operation_that_changes_something_does_its_example_and_answers_as_described()
    {
        await using var site = new Site();
        await site.InitializeAsync();
        using var client = site.Browser();
        var document = await client.ReadAsync("/openapi.json");
        var operations = DescribedOperation.All(document).OrderBy(o => o.Path.Contains("{assessment}", StringComparison.Ordinal) || o.Path.Contains("{job}", StringComparison.Ordinal)).ToArray();
        Assert.True(operations.Count(o => o.Method != "get") >= 15);
        foreach (var operation in operations.Where(o => o.Method != "get" || o.Path.Contains('{', StringComparison.Ordinal)))
        {
            var address = operation.Address(p => (string?)p["in"] == "header" ? null : p["example"]?.ToString());
            var sent = await client.SendAsync(new HttpMethod(operation.Method), address, operation.ExampleBody());
            Assert.True(sent.Status is >= 200 and < 300, $"{operation.Name}: {address} answered {sent.Status}: {sent.Body}");
            Assert.Contains($"{sent.Status}", operation.Statuses);
            Assert.True(operation.SchemaOf(sent.Status) is not null, $"{operation.Name} does not describe its answer");
            Assert.Empty(new SchemaCheck(document).Mistakes(sent.Body, operation.SchemaOf(sent.Status)));
        }
    }

    [Fact]
    public async Task Whatever_is_sent_is_answered_as_described_and_never_by_a_failure()
    {
        using var client = writable.Client();
        var document = await client.ReadAsync("/openapi.json");
        var operations = DescribedOperation.All(document).Where(o => o.Method != "get").ToArray();
        var check = new SchemaCheck(document);
        foreach (var tape in Gen.Choose(0, 1_000_000).ArrayOf(60).Sample(600, 1))
        {
            var at = 0;
            int Below(int n) => tape[at++ % tape.Length] % n;
            var operation = operations[Below(operations.Length)];
            var address = operation.Address(p => (string?)p["in"] == "header" ? null : Below(3) > 0 ? p["example"]?.ToString() : StrangeBody.Text(Below));
            var body = StrangeBody.Of(operation, document, Below);
            var text = body is null ? null : await body.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var sent = await client.SendAsync(new HttpMethod(operation.Method), address, body, key: Below(4) == 0 ? $"k{Below(5)}" : null);
            Assert.True(operation.Statuses.Contains($"{sent.Status}") && sent.Status < 500, $"{operation.Name}: {address} with {text} answered {sent.Status}: {sent.Body}");
            if (sent.Status < 400)
            {
                Assert.Empty(check.Mistakes(sent.Body, operation.SchemaOf(sent.Status)));
            }
        }
    }

    /// <summary>OpenAPI has no words for a stream of events; docs/guide/live.md describes it.</summary>
    private const string Stream = "GET /api/v1/events";

    [Fact]
    public async Task Every_address_of_the_API_is_described()
    {
        using var client = writable.Client();
        var described = DescribedOperation.All(await client.ReadAsync("/openapi.json")).Select(o => $"{o.Method} {o.Path}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        await using var app = await Site.StartAsync(writable.Site.Database, Site.Workspace);
        var routes = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<RequiredPermission>() is not null)
            .Select(e => (Path: "/" + e.RoutePattern.RawText!.TrimStart('/'), Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods))
            .Where(r => (r.Path.StartsWith("/api/", StringComparison.Ordinal) || r.Path.StartsWith("/v1/", StringComparison.Ordinal)) && !r.Path.EndsWith("openapi.json", StringComparison.Ordinal))
            .SelectMany(r => r.Methods.Select(m => $"{m} {r.Path}"))
            .ToArray();
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(routes.Length > 25);
        Assert.Equal([Stream], routes.Except(described, StringComparer.OrdinalIgnoreCase));
    }
}
