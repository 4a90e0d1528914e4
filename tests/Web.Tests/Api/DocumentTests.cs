using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;

namespace Mainstay.Web.Tests.Api;

public sealed class DocumentTests(Site site)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_that_is_kept_is_the_one_that_the_server_tells()
    {
        var told = (await DocumentAsync()).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        var path = Path.Combine(Site.Root, "docs", "api", "openapi.json");
        var received = Path.ChangeExtension(path, ".received.txt");
        if (File.Exists(path) && await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == told)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, told, TestContext.Current.CancellationToken);
        Assert.Fail($"docs/api/openapi.json is not what the server tells: read {received}, and put it in its place when it is right.");
    }

    [Fact]
    public async Task Every_operation_does_its_example_and_answers_as_described()
    {
        var document = await DocumentAsync();
        Assert.Equal("3.1", ((string)document["openapi"]!)[..3]);
        using var client = site.Browser();
        var operations = DescribedOperation.All(document);
        Assert.True(operations.Count >= 30);
        foreach (var operation in operations.Where(o => o.Method == "get" && !IsOfWriting(o)))
        {
            var address = operation.Address(p => (string?)p["example"]?.ToString());
            using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{operation.Name}: {address} answered {(int)response.StatusCode}: {text}");
            var schema = operation.SchemaOf((int)response.StatusCode);
            Assert.True(schema is not null, $"{operation.Name} does not describe its answer");
            Assert.Empty(new SchemaCheck(document).Mistakes(JsonNode.Parse(text), schema));
            Assert.False(text is "{\"items\":[],\"next\":null}" && operation.Name is not ("listUnmatched" or "listImports" or "listJobs"), $"{operation.Name}: the example {address} shows nothing");
        }
    }

    [Fact]
    public async Task Whatever_is_asked_is_answered_as_described_and_never_by_a_failure()
    {
        var document = await DocumentAsync();
        var operations = DescribedOperation.All(document).Where(o => o.Method == "get").ToArray();
        using var client = site.Browser();
        var check = new SchemaCheck(document);
        foreach (var tape in Gen.Choose(0, 1_000_000).ArrayOf(40).Sample(400, 1))
        {
            var at = 0;
            int Below(int n) => tape[at++ % tape.Length] % n;
            var operation = operations[Below(operations.Length)];
            var address = operation.Address(p => Below(2) == 0 ? p["example"]?.ToString() : Below(3) == 0 ? null : Strange(p, Below));
            using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var status = (int)response.StatusCode;
            Assert.True(operation.Statuses.Contains($"{status}") && status < 500, $"{operation.Name}: {address} answered {status}: {text}");
            Assert.Empty(check.Mistakes(JsonNode.Parse(text), operation.SchemaOf(status)));
            Assert.True(status != 400 || JsonNode.Parse(text)!["errors"]!.AsObject().Count > 0, $"{address} does not say what is wrong");
        }
    }

    // What only writing makes is read where it is written: WriteDocumentTests.
    private static bool IsOfWriting(DescribedOperation operation) => operation.Path.Contains("{assessment}", StringComparison.Ordinal) || operation.Path.Contains("{job}", StringComparison.Ordinal);

    // Half of what is asked is what the schema allows, so that requests get past the reading of their parameters.
    private static string Strange(JsonNode parameter, Func<int, int> below)
    {
        string[] odd = ["", " ", "0", "-1", "99999999999999999999", "1e9", "NaN", "2026-02-30", "0001-01-01", "9999-12-31", "'; --", "%", "%2F", "a/b", "\u0000", "ß", "🙂", "null", "W10", "WyIiXQ", new string('x', 600)];
        var schema = parameter["schema"]!;
        return below(2) == 0 ? odd[below(odd.Length)]
            : schema["enum"] is JsonArray words ? (string)words[below(words.Count)]!
            : (string?)schema["type"] == "integer" ? $"{below(600)}"
            : (string?)schema["format"] == "date" ? new DateOnly(2026, 11, 5).AddDays(-below(500)).ToString("O", null)
            : odd[below(odd.Length)];
    }

    private async Task<JsonNode> DocumentAsync()
    {
        using var client = site.Browser();
        return await client.ReadAsync("/openapi.json");
    }
}
