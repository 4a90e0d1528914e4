namespace Mainstay.Web.Api.Bodies;

/// <summary>Reads bodies that are held in memory, up to a size.</summary>
internal static class BodyBytes
{
    /// <summary>Models are the longest thing that JSON carries here.</summary>
    public const int MostOfJson = 1024 * 1024;

    public static async Task<(byte[] Bytes, (int Status, string Detail)? Refusal)> ReadAsync(HttpRequest request, int most)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return ([], (StatusCodes.Status415UnsupportedMediaType, "Send the body as it is, without Content-Encoding."));
        }

        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
            {
                if (kept.Length + read > most)
                {
                    return ([], (StatusCodes.Status413PayloadTooLarge, $"A body has at most {most / 1024} KB here."));
                }

                kept.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e)
        {
            return ([], (e.StatusCode, e.Message));
        }

        return (kept.ToArray(), null);
    }
}
