using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Stream = System.IO.Stream;

namespace Mainstay.Web.Api.Repeats;

/// <summary>
/// Tells requests apart. What a client makes up anew each time it sends the same, the boundary between the parts of a form, does not count.
/// </summary>
internal static class AskedDigest
{
    public static async Task<byte[]> OfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var boundary = BoundaryOf(request);
        Append(hash, $"{request.Method} {request.Path}{request.QueryString}\n{(boundary is null ? request.ContentType : "a form")}\n{request.Headers.IfMatch}\n");
        if (boundary is null || !await AppendPartsAsync(hash, boundary, request.Body, cancellationToken))
        {
            request.Body.Position = 0;
            await AppendAsync(hash, request.Body, cancellationToken);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary
            ? boundary
            : null;

    /// <returns>False for a form that cannot be read: it counts as it was sent.</returns>
    private static async Task<bool> AppendPartsAsync(IncrementalHash hash, string boundary, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            var parts = new MultipartReader(boundary, body);
            while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await AppendAsync(content, part.Body, cancellationToken);
                Append(hash, $"{part.ContentDisposition}\n{part.ContentType}\n");
                hash.AppendData(content.GetHashAndReset());
            }

            return true;
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException and not BadHttpRequestException)
        {
            return false;
        }
    }

    private static async Task AppendAsync(IncrementalHash hash, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
        }
    }

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
