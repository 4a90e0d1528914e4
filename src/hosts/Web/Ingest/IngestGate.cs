namespace Mainstay.Web.Ingest;

/// <summary>Bounds what is received at a time, and so the memory it takes: who finds no place is asked to come again.</summary>
public sealed class IngestGate : IDisposable
{
    /// <summary>Requests that are read or wait for their commit at a time.</summary>
    public const int MostAtATime = 128;

    private readonly SemaphoreSlim _places = new(MostAtATime);

    public void Dispose() => _places.Dispose();

    public async Task<IResult> PassAsync(HttpContext context, Func<Task<IResult>> handle)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            context.Response.Headers.RetryAfter = "1";
            return Refusals.Of(StatusCodes.Status429TooManyRequests, "More is being sent than can be stored now. Send it again in a second.");
        }

        try
        {
            return await handle();
        }
        catch (IngestException e)
        {
            return Refusals.Of(e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            return Refusals.Of(e.StatusCode, e.Message);
        }
        catch (Mainstay.Store.StoreUnavailableException)
        {
            context.Response.Headers.RetryAfter = "5";
            return Refusals.Of(StatusCodes.Status503ServiceUnavailable, "The database cannot take it now. Nothing was kept; send it again.");
        }
        finally
        {
            _places.Release();
        }
    }
}

/// <summary>A request that cannot be taken as a whole.</summary>
internal sealed class IngestException(int status, string message) : Exception(message)
{
    public int Status => status;
}

/// <summary>Answers to requests that cannot be taken as a whole.</summary>
internal static class Refusals
{
    public static IResult Of(int status, string detail) => Results.Problem(detail, statusCode: status);
}
