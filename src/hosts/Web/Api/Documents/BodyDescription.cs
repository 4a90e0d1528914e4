using Mainstay.Web.Api.Repeats;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Mainstay.Web.Api.Documents;

/// <summary>What the framework cannot tell of bodies: their examples, a status with two shapes, and the key of what may be sent again.</summary>
internal static class BodyDescription
{
    public static async Task AddAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata, CancellationToken cancellationToken)
    {
        if (metadata.OfType<TakenBody>().FirstOrDefault() is { } taken)
        {
            var schema = await SchemaAsync(context, taken.Type, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = taken.ContentTypes.ToDictionary(
                    type => type, type => new OpenApiMediaType { Schema = schema, Example = type == taken.ContentTypes[0] ? taken.Example.DeepClone() : null }, StringComparer.Ordinal),
            };
        }

        if (metadata.OfType<OtherAnswer>().FirstOrDefault() is { } other)
        {
            var status = other.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var schema = await SchemaAsync(context, other.Body, cancellationToken);
            (operation.Responses![status].Content ?? throw new InvalidOperationException($"{operation.OperationId} does not say what else {status} is."))["application/json"] = new OpenApiMediaType { Schema = schema };
        }

        if (metadata.OfType<MayBeRepeated>().Any())
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = RepeatedRequests.Header,
                In = ParameterLocation.Header,
                Description = "Sent again with the same key within 24 hours, the request is answered as before and changes nothing more.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
            });
        }
    }

    private static async Task<IOpenApiSchema> SchemaAsync(OpenApiOperationTransformerContext context, Type type, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
        if (type.Assembly != typeof(BodyDescription).Assembly)
        {
            return schema;
        }

        context.Document!.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, context.Document);
    }
}
