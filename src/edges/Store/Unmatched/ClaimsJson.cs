using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Store.Unmatched;

/// <summary>Claims as JSON: <c>[["email","anna@acme.com"],["via subscriptions","s1"]]</c>.</summary>
internal static class ClaimsJson
{
    private const string Via = "via ";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<AccountClaim> claims)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartArray();
            foreach (var claim in claims)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(Word(claim));
                writer.WriteStringValue(claim.Text);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static IReadOnlyList<AccountClaim> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(pair => Claim(pair[0].GetString()!, pair[1].GetString()!))];
    }

    private static string Word(AccountClaim claim) => claim switch
    {
        AccountClaim.Id => "id",
        AccountClaim.KnownId => "known id",
        AccountClaim.Email => "email",
        AccountClaim.Domain => "domain",
        AccountClaim.Owner owner => Via + owner.Kind.Name,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static AccountClaim Claim(string word, string text) => word switch
    {
        "id" => new AccountClaim.Id(text),
        "known id" => new AccountClaim.KnownId(text),
        "email" => new AccountClaim.Email(text),
        "domain" => new AccountClaim.Domain(text),
        _ when word.StartsWith(Via, StringComparison.Ordinal) && FactKinds.Find(word[Via.Length..]) is { } kind => new AccountClaim.Owner(kind, text),
        _ => throw new InvalidDataException($"An unmatched fact is found by '{word}', which this Mainstay does not know."),
    };
}
