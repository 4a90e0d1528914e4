using Mainstay.Store;
using Mainstay.Store.Tasks;
using Mainstay.Web.Access;
using Mainstay.Web.Access.People;
using Mainstay.Web.Words;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Tasks;

internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tasks", ShowAsync).Requires(Permission.ReadScores);
        // Reading a form makes these endpoints ask for the antiforgery token.
        routes.MapPost("/tasks/done", CompleteAsync).Requires(Permission.WriteTasks);
        routes.MapPost("/tasks/reopened", ReopenAsync).Requires(Permission.WriteTasks);
        routes.MapPost("/tasks/feedback", JudgeAsync).Requires(Permission.WriteTasks);
    }

    private static async Task<RazorComponentResult<TaskListView>> ShowAsync(
        HttpRequest request, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var address = TaskAddress.Read(request.Query);
        var open = await database.Tasks.ListAsync(caller.Workspace, open: true, assignee: null, account: null, caller.Reach, cancellationToken);
        var done = await database.Tasks.ListAsync(caller.Workspace, open: false, assignee: null, account: null, caller.Reach, cancellationToken);
        return new RazorComponentResult<TaskListView>(new { Address = address, Open = open, Done = done, Today = options.Today() });
    }

    private static async Task<IResult> CompleteAsync(
        [FromForm] string key, [FromForm] string? back, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (!await database.Tasks.IsWithinAsync(caller.Workspace, caller.Reach, key, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        await database.Tasks.CompleteAsync(caller.Workspace, key, caller.By(options.Clock), cancellationToken);
        return Back(back);
    }

    private static async Task<IResult> ReopenAsync(
        [FromForm] string key, [FromForm] string? back, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (!await database.Tasks.IsWithinAsync(caller.Workspace, caller.Reach, key, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        await database.Tasks.ReopenAsync(caller.Workspace, key, caller.By(options.Clock), cancellationToken);
        return Back(back);
    }

    private static async Task<IResult> JudgeAsync(
        [FromForm] string key, [FromForm] string feedback, [FromForm] string? back, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (EnumWord.Read<TaskFeedback>(feedback) is not { } said)
        {
            return TypedResults.BadRequest();
        }

        if (!await database.Tasks.IsWithinAsync(caller.Workspace, caller.Reach, key, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        await database.Tasks.JudgeAsync(caller.Workspace, key, said, caller.By(options.Clock), cancellationToken);
        return Back(back);
    }

    // A form says where it stood, but only addresses of this site are believed.
    private static SeeOther Back(string? address) => new(SignInAddress.Local(address, otherwise: "/tasks"));
}
