using System.Runtime.InteropServices;
using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Store.Ingest;

namespace Mainstay.Web.Ingest;

/// <summary>
/// Messages as Segment's HTTP API takes them (segment.com/docs/connections/sources/catalog/libraries/server/http-api):
/// identify becomes a contact, group a company and whose the user is, track, page and screen become usage.
/// </summary>
internal sealed class SegmentReader(Instant received, Instant? sentAt)
{
    /// <summary>In bytes of JSON.</summary>
    public const int MostPerItem = 32 * 1024;

    // What is dated further ahead is a wrong clock or a wrong unit, and would be unseen for as long.
    private const long MostAhead = Instant.MicrosPerDay;

    private static readonly FactField User = FactKinds.Usage["user"];

    private static readonly FactField Event = FactKinds.Usage["event"];

    /// <param name="type">Of the address it was sent to; null takes the message's own.</param>
    /// <exception cref="ItemException">It cannot be taken, and why.</exception>
    public IngestedItem Read(JsonElement message, string? type)
    {
        try
        {
            return ReadItem(message, type);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair is JSON, but no text.
            throw new ItemException($"A text is not valid Unicode: {e.Message}");
        }
    }

    private IngestedItem ReadItem(JsonElement message, string? type)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new ItemException("A message must be an object.");
        }

        if (JsonMarshal.GetRawUtf8Value(message).Length > MostPerItem)
        {
            throw new ItemException($"A message has at most {MostPerItem / 1024} KB.");
        }

        type ??= JsonFields.Text(message, "type") ?? throw new ItemException("A message in a batch needs a type: identify, group, track, page or screen.");
        var user = JsonFields.Text(message, "userId") ?? JsonFields.Text(message, "anonymousId");
        var context = JsonFields.Object(message, "context");
        var traits = JsonFields.Object(message, "traits");
        var properties = JsonFields.Object(message, "properties");
        var group = JsonFields.Text(message, "groupId") ?? (context is { } c ? JsonFields.Text(c, "groupId") : null)
            ?? (traits is { } t && type == "identify" && t.TryGetProperty("company", out var company) ? JsonFields.Text(company, "id") : null);
        if (user is null && type != "group")
        {
            throw new ItemException("A message needs a userId or an anonymousId.");
        }

        var (kind, changes) = type switch
        {
            "identify" => (FactKinds.Contacts, SegmentTraits.Contact(traits)),
            "group" => group is null ? throw new ItemException("A group call needs a groupId.") : (FactKinds.Companies, SegmentTraits.Company(traits)),
            "track" => (FactKinds.Usage, Usage(user!, JsonFields.Text(message, "event") ?? throw new ItemException("A track call needs an event."), properties)),
            "page" => (FactKinds.Usage, Usage(user!, JsonFields.Text(message, "name") is { } page ? $"Viewed {page} Page" : "Loaded a Page", properties)),
            "screen" => (FactKinds.Usage, Usage(user!, JsonFields.Text(message, "name") is { } screen ? $"Viewed {screen} Screen" : "Loaded a Screen", properties)),
            _ => throw new ItemException($"There are no messages of type '{JsonFields.Shortened(type)}' here: identify, group, track, page and screen are taken."),
        };
        return new IngestedItem
        {
            // Without an id it cannot be told apart from one sent again; each then counts.
            MessageId = JsonFields.Text(message, "messageId") ?? Guid.NewGuid().ToString(),
            Kind = kind,
            At = At(message),
            User = user,
            Account = group is null ? null : SalesforceId.Canonical(group),
            Changes = changes,
            Links = type == "group" && user is not null,
        };
    }

    private static List<FieldChange> Usage(string user, string name, JsonElement? properties)
    {
        var changes = SegmentTraits.Usage(properties);
        changes.Add(new FieldChange(User, FactValue.Of(user)));
        changes.Add(new FieldChange(Event, FactValue.Of(name)));
        return changes;
    }

    /// <summary>By our clock: as long before the receipt as it was before the sending by the sender's.</summary>
    private Instant At(JsonElement message)
    {
        if ((JsonFields.Time(message, "timestamp") ?? JsonFields.Time(message, "originalTimestamp")) is not { } told)
        {
            return received;
        }

        var at = (JsonFields.Time(message, "sentAt") ?? sentAt) is { } sent ? received.Plus(-(sent.Micros - told.Micros)) : told;
        return at <= received.Plus(MostAhead) && at >= Instant.MinValue
            ? at
            : throw new ItemException($"timestamp lies too far from now: {JsonFields.Shortened(JsonFields.Text(message, "timestamp") ?? "")}.");
    }
}
