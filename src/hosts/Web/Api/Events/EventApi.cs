using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Mainstay.Store;
using Mainstay.Web.Access;

namespace Mainstay.Web.Api.Events;

/// <summary>Changes of the book as server-sent events, for pages and programs that follow it.</summary>
internal static class EventApi
{
    private const int MostAtATime = 200;

    /// <summary>Nothing for longer than this, and the line may be dead.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // What another node has written is not signalled here.
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    public static void MapEventApi(this IEndpointRouteBuilder routes) => routes.MapGet("/events", Follow)
        .Requires(Permission.ReadScores)
        .DisableRequestTimeout()
        .ExcludeFromDescription();

    private static async Task<IResult> Follow(HttpContext context, Caller caller, Database database, EventGate gate, WebOptions options, IHostApplicationLifetime lifetime)
    {
        if (gate.TryEnter(caller) is not { } place)
        {
            context.Response.Headers.RetryAfter = "30";
            return Results.Problem("More is following than can be served. Come again in half a minute.", statusCode: StatusCodes.Status429TooManyRequests);
        }

        context.Response.OnCompleted(() =>
        {
            place.Dispose();
            return Task.CompletedTask;
        });
        context.Response.Headers.CacheControl = "no-store";
        var told = context.Request.Headers["Last-Event-ID"].ToString();
        return told.Length > 0 && !(long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? Results.Problem($"Last-Event-ID is the id of an event that was sent here, but is '{told[..Math.Min(told.Length, 40)]}'.", statusCode: StatusCodes.Status400BadRequest)
            : TypedResults.ServerSentEvents(EventsAsync(caller, database, told, options, lifetime.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<EventBody?>> EventsAsync(
        Caller caller, Database database, string told, WebOptions options, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await database.Changes.LastAsync(caller.Workspace, cancellationToken);
        if (told.Length > 0)
        {
            var wanted = long.Parse(told, CultureInfo.InvariantCulture);
            if (wanted == last || await database.Changes.CanFollowAsync(caller.Workspace, wanted, options.Clock.GetUtcNow(), cancellationToken))
            {
                last = wanted;
            }
            else
            {
                // Some of what came after it is forgotten: whoever follows has to read the book again.
                yield return Item("reset", last, null);
            }
        }
        else
        {
            yield return Item("begin", last, null);
        }

        var spoke = options.Clock.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            // Before reading, so that nothing falls between.
            var next = database.Changes.Signal.Next;
            var (changes, through) = await database.Changes.AfterAsync(caller.Workspace, caller.Reach, last, MostAtATime, cancellationToken);
            foreach (var change in changes)
            {
                yield return Item(change.IsTransition ? "tier" : "score", change.Id, EventBody.Of(change));
            }

            if (changes.Count > 0)
            {
                spoke = options.Clock.GetTimestamp();
            }
            else if (options.Clock.GetElapsedTime(spoke) >= Heartbeat)
            {
                yield return Item("heartbeat", through, null);
                spoke = options.Clock.GetTimestamp();
            }

            if (through == last)
            {
                // A host that stops does not wait for those who follow.
                await Task.WhenAny(next, Task.Delay(LooksEvery, cancellationToken), Task.Delay(Timeout.Infinite, stopping));
            }

            last = through;
        }
    }

    private static SseItem<EventBody?> Item(string type, long id, EventBody? body) =>
        new(body, type) { EventId = id.ToString(CultureInfo.InvariantCulture) };
}
