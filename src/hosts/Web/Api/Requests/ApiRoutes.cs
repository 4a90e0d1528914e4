using System.Text.Json.Nodes;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Repeats;

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
        .AddEndpointFilter(RefuseMistakesAsync)
        .ProducesValidationProblem()
        .Requires(permission);

    /// <summary>Says that an operation changes something, and may be sent again with its key.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new MayBeRepeated())
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The same of one that takes a JSON object.</summary>
    /// <param name="example">Means something to the sample book.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, JsonNode example)
        where T : class => endpoint
        .WithMetadata(new TakenBody(typeof(T), "application/json") { Example = example })
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .Writes();

    private static ValueTask<object?> RefuseMistakesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var read in context.Arguments.OfType<IMistakes>())
        {
            if (read.Refusal is var (status, detail))
            {
                return ValueTask.FromResult<object?>(TypedResults.Problem(detail, statusCode: status));
            }

            if (read.Mistakes.Count > 0)
            {
                return ValueTask.FromResult<object?>(Problems.Mistakes(read));
            }
        }

        return next(context);
    }
}

/// <summary>A status that is answered by a body of its own as well as by a problem.</summary>
internal sealed record OtherAnswer(int Status, Type Body);

/// <summary>
/// The body that an operation takes. Only the document reads it: the framework's own description would make its router refuse other
/// types of content, without a word, where clients of Segment's send whatever type their browser lets them.
/// </summary>
/// <param name="Type">What it is read as.</param>
/// <param name="ContentTypes">The first is that of the example.</param>
internal sealed record TakenBody(Type Type, params IReadOnlyList<string> ContentTypes)
{
    public required JsonNode Example { get; init; }
}
