using System.IO.Compression;
using System.Text.Json;

namespace Mainstay.Web.Ingest;

/// <summary>Reads bodies, packed with gzip or not, up to a size and a depth that they may have unpacked.</summary>
internal static class IngestBody
{
    /// <summary>Deeper values are in no field.</summary>
    public const int MostDepth = 32;

    private const int FirstRead = 16 * 1024;

    public static readonly JsonDocumentOptions Json = new() { MaxDepth = MostDepth };

    /// <param name="most">Bytes, unpacked.</param>
    /// <exception cref="IngestException">Too much, packed in another way, or no gzip.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        await using var unpacked = encoding.ToLowerInvariant() switch
        {
            "" or "identity" => request.Body,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            _ => throw new IngestException(StatusCodes.Status415UnsupportedMediaType, "Bodies may be packed with gzip, or not at all."),
        };
        // One more than there is, to read the end without growing; a sender's word is taken for a small body only.
        var body = new byte[encoding.Length == 0 && request.ContentLength < FirstRead ? (int)request.ContentLength + 1 : FirstRead];
        var length = 0;
        try
        {
            while (await unpacked.ReadAsync(body.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                if ((length += read) > most)
                {
                    throw new IngestException(StatusCodes.Status413PayloadTooLarge, $"A request has at most {most / 1024} KB, unpacked. Send less at a time.");
                }

                if (length == body.Length)
                {
                    Array.Resize(ref body, Math.Min(2 * length, most + 1));
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new IngestException(StatusCodes.Status400BadRequest, $"The body is no gzip: {e.Message}");
        }

        return body.AsMemory(0, length);
    }

    /// <exception cref="IngestException">No JSON, or too deep.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Json);
        }
        catch (JsonException e)
        {
            throw new IngestException(StatusCodes.Status400BadRequest, $"The body is no JSON, or deeper than {MostDepth} levels: {e.Message}");
        }
    }
}
