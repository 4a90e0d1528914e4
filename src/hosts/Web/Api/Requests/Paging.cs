using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Mainstay.Web.Api.Requests;

/// <summary>Lists go on where their last row stood, so that rows that come and go meanwhile move nothing.</summary>
public static class Paging
{
    public static readonly ApiParameter<int> Limit = ApiParameters.Whole("limit", "The most rows that are wanted.", "10", absent: 50, least: 1, most: 500);

    public static readonly ApiParameter<string?> Cursor = ApiParameters.Text(
        "cursor", "Where to go on: `next` of the page before. Everything else in the address stays as it was.", example: null);

    /// <summary>Names a place in a list; nobody else needs to understand it.</summary>
    public static string Write(ApiQuery query, params string?[] place) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes([query.View(), .. place], ApiJson.Default.StringArray));

    /// <returns>Null for the first page, and where the cursor is wrong, which the query then tells.</returns>
    /// <param name="parts">How many parts a place of this list has.</param>
    public static string?[]? Read(ApiQuery query, int parts)
    {
        if (query.Get(Cursor) is not { } text)
        {
            return null;
        }

        if (Decode(text) is not { } place || place.Length != parts + 1)
        {
            query.Refuse(Cursor.Name, "is none that a list has given; leave it out for the first page");
            return null;
        }

        if (place[0] != query.View())
        {
            query.Refuse(Cursor.Name, "belongs to a list with other filters or another order; repeat those of the first page");
            return null;
        }

        return place[1..];
    }

    /// <summary>For a place that looks like one but is none.</summary>
    public static void RefuseCursor(this ApiQuery query) => query.Refuse(Cursor.Name, "is none that a list has given; leave it out for the first page");

    private static string?[]? Decode(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), ApiJson.Default.StringArray);
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
