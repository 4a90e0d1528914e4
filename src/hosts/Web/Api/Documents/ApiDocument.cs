using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.OpenApi;

namespace Mainstay.Web.Api.Documents;

/// <summary>The OpenAPI document: everything under /api/v1, described by what the endpoints themselves are read by.</summary>
internal static class ApiDocument
{
    public const string Address = "/api/v1/openapi.json";

    /// <summary>An account of the sample book that examples are about.</summary>
    public const string ExampleAccount = "acc-102";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<TakenParameters>().Any();
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            Describe(operation, metadata);
            await BodyDescription.AddAsync(operation, context, metadata, cancellationToken);
        });
    });

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Mainstay",
            Version = "1",
            Description = "Health scores of customer accounts, why they are what they are, and the facts behind them. "
                + "An account's id is the one that its source gave it; in a path every id is percent-encoded.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };

        // Where the server runs is the reader's business: the document is the same everywhere.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
    }

    private static (string Meaning, string Example) InPath(string name) => name switch
    {
        "id" => ("The account's id, percent-encoded.", ExampleAccount),
        "assessment" => ("Id of an override or a pulse, percent-encoded.", "pulse-1"),
        "name" => ("The model's name.", "b2b-saas"),
        "version" => ("A published version, or `latest`.", "latest"),
        "job" => ("A number that was given when it was begun.", "1"),
        "kind" => ("A kind of facts.", "tickets"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Say what this part of a path means."),
    };

    private static void Describe(OpenApiOperation operation, IList<object> metadata)
    {
        var permission = metadata.OfType<RequiredPermission>().Single().Permission;
        operation.Description = $"Asks for the permission `{Permissions.NameOf(permission)}`.";
        operation.Parameters ??= [];
        foreach (var inPath in operation.Parameters.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Path))
        {
            (inPath.Description, inPath.Example) = InPath(inPath.Name!);
        }

        foreach (var parameter in metadata.OfType<TakenParameters>().SelectMany(t => t.All))
        {
            var schema = parameter.Schema();
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Meaning,
                Required = parameter.IsRequired,
                Schema = schema,
                Example = parameter.Example is { } text ? schema.Type == JsonSchemaType.Integer ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : text : null,
            });
        }
    }
}
