using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Web.Ingest;

/// <summary>Whole facts of a kind as a JSON array, or as lines of JSON.</summary>
internal static class FactRows
{
    private static readonly string[] Own = ["account", "id", "at", "updated_at"];

    /// <summary>Each row that stands in the body: the fact, or what is wrong with it.</summary>
    /// <exception cref="IngestException">The body as a whole cannot be read.</exception>
    public static IEnumerable<(int Row, Fact? Fact, string? Problem)> Read(FactKind kind, ReadOnlyMemory<byte> body, bool isLines, Instant received)
    {
        if (isLines)
        {
            foreach (var (number, line) in Lines(body).Index())
            {
                yield return TryLine(kind, line, number, received);
            }

            yield break;
        }

        using var document = IngestBody.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new IngestException(StatusCodes.Status400BadRequest, "The body must be an array of facts, or lines of JSON with Content-Type application/x-ndjson.");
        }

        foreach (var (number, row) in document.RootElement.EnumerateArray().Index())
        {
            yield return TryRow(kind, row, number, received);
        }
    }

    private static (int Row, Fact? Fact, string? Problem) TryLine(FactKind kind, ReadOnlyMemory<byte> line, int number, Instant received)
    {
        try
        {
            using var document = JsonDocument.Parse(line, IngestBody.Json);
            return TryRow(kind, document.RootElement, number, received);
        }
        catch (JsonException e)
        {
            return (number, null, $"No JSON: {e.Message}");
        }
    }

    private static (int Row, Fact? Fact, string? Problem) TryRow(FactKind kind, JsonElement row, int number, Instant received)
    {
        try
        {
            return (number, ReadRow(kind, row, received), null);
        }
        catch (ItemException e)
        {
            return (number, null, e.Message);
        }
        catch (InvalidOperationException e)
        {
            return (number, null, $"A text is not valid Unicode: {e.Message}");
        }
    }

    private static Fact ReadRow(FactKind kind, JsonElement row, Instant received)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw new ItemException("A fact must be an object.");
        }

        var values = new FactValue[kind.Fields.Length];
        foreach (var property in row.EnumerateObject().Where(p => !Own.Contains(p.Name, StringComparer.Ordinal)))
        {
            var field = kind.Find(property.Name) ?? throw new ItemException($"{kind.Name} have no field '{JsonFields.Shortened(property.Name)}'.");
            values[field.Index] = JsonFields.Value(field, property.Value);
        }

        var account = SalesforceId.Canonical(JsonFields.Text(row, "account") ?? throw new ItemException("A fact needs an account: the id of the company it is about."));
        var id = JsonFields.Text(row, "id");
        var isObject = kind.Shape == FactShape.Object;
        if (isObject && id is null && kind != FactKinds.Companies)
        {
            throw new ItemException($"A fact of {kind.Name} needs an id, by which its versions are one thing.");
        }

        return new Fact
        {
            Kind = kind,
            Account = account,
            Id = id ?? (isObject ? account : null),
            At = JsonFields.Time(row, "at") ?? (isObject ? Begin(kind, values) ?? received : throw new ItemException($"A fact of {kind.Name} needs at: when it happened.")),
            UpdatedAt = JsonFields.Time(row, "updated_at"),
            Values = [.. values],
        };
    }

    // What says no more takes effect with the first of its states.
    private static Instant? Begin(FactKind kind, FactValue[] values) =>
        kind.States.Select(s => values[kind[s.From].Index].Time).OfType<Instant>().Order().Cast<Instant?>().FirstOrDefault();

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> body)
    {
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span.ContainsAnyExcept(" \t\r"u8))
            {
                yield return line;
            }
        }
    }
}
