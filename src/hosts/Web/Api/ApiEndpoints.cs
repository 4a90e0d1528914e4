using System.Text.Json.Serialization;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Accounts;
using Mainstay.Web.Api.Contacts;
using Mainstay.Web.Api.Documents;
using Mainstay.Web.Api.History;
using Mainstay.Web.Api.Scores;
using Mainstay.Web.Api.Timelines;

namespace Mainstay.Web.Api;

/// <summary>The REST API under /api/v1 and the document that describes it.</summary>
internal static class ApiEndpoints
{
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddApiDocument();
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(ApiDocument.Address).Requires(Permission.ReadScores);
        var api = routes.MapGroup("/api/v1")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapGroup("").WithTags("Accounts").MapAccountApi();
        api.MapGroup("").WithTags("Scores").MapScoreApi();
        api.MapGroup("").WithTags("Scores").MapHistoryApi();
        api.MapGroup("").WithTags("Facts").MapTimelineApi();
        api.MapGroup("").WithTags("Facts").MapContactApi();
    }
}
