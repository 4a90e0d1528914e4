using Mainstay.Web.Access;

namespace Mainstay.Web.Api.Requests;

/// <summary>What every operation says of itself.</summary>
internal static class ApiRoutes
{
    /// <summary>Names an operation, asks for its permission, and refuses requests with mistakes before it runs.</summary>
    /// <param name="name">Unique; what generated clients call it.</param>
    public static RouteHandlerBuilder Operation(
        this RouteHandlerBuilder endpoint, string name, string summary, Permission permission, params ApiParameter[] parameters) => endpoint
        .WithName(name)
        .WithSummary(summary)
        .WithMetadata(new TakenParameters(parameters))
        .AddEndpointFilter((context, next) => context.Arguments.OfType<ApiQuery>().FirstOrDefault() is { Mistakes.Count: > 0 } query
            ? ValueTask.FromResult<object?>(Problems.Mistakes(query))
            : next(context))
        .ProducesValidationProblem()
        .Requires(permission);
}
