using System.Text.Json.Serialization;
using Mainstay.Web.Access;
using Mainstay.Runtime.Importing;
using Mainstay.Web.Api.Accounts;
using Mainstay.Web.Api.Assessments;
using Mainstay.Web.Api.Audit;
using Mainstay.Web.Api.Contacts;
using Mainstay.Web.Api.Documents;
using Mainstay.Web.Api.Drift;
using Mainstay.Web.Api.Events;
using Mainstay.Web.Api.History;
using Mainstay.Web.Api.Imports;
using Mainstay.Web.Api.Jobs;
using Mainstay.Web.Api.Members;
using Mainstay.Web.Api.Merges;
using Mainstay.Web.Api.Misscoring;
using Mainstay.Web.Api.Models;
using Mainstay.Web.Api.Outcomes;
using Mainstay.Web.Api.Scores;
using Mainstay.Web.Api.Teams;
using Mainstay.Web.Api.Timelines;
using Mainstay.Web.Api.Unmatched;
using Mainstay.Web.Embedding;
using Microsoft.AspNetCore.Http.Timeouts;

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
        services.AddSingleton<ImportRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportRuns>());
        services.AddSingleton<EventGate>();
        services.AddApiDocument();
    }

    public static void MapApi(this IEndpointRouteBuilder routes, WebOptions options)
    {
        routes.MapOpenApi(ApiDocument.Address).Requires(Permission.ReadScores);
        var api = routes.MapGroup("/api/v1")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.WithRequestTimeout(new RequestTimeoutPolicy { Timeout = options.Operating.LongestRequest, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });
        api.MapGroup("").WithTags("Accounts").MapAccountApi();
        api.MapGroup("").WithTags("Scores").MapScoreApi();
        api.MapGroup("").WithTags("Scores").MapHistoryApi();
        api.MapGroup("").MapEventApi();
        api.MapGroup("").WithTags("Facts").MapTimelineApi();
        api.MapGroup("").WithTags("Facts").MapContactApi();
        api.MapGroup("").WithTags("Assessments").MapAssessmentApi();
        api.MapGroup("").WithTags("Assessments").MapMisscoredApi();
        api.MapGroup("").WithTags("Assessments").MapOutcomeApi();
        api.MapGroup("").WithTags("Models").MapModelApi();
        api.MapGroup("").WithTags("Models").MapDriftApi();
        api.MapGroup("").WithTags("Data").MapImportApi(options.MostPerUpload);
        api.MapGroup("").WithTags("Data").MapUnmatchedApi();
        api.MapGroup("").WithTags("Jobs").MapJobApi();
        api.MapGroup("").WithTags("Data").MapMergeApi();
        api.MapGroup("").WithTags("Data").MapPersonApi();
        api.MapGroup("").WithTags("People").MapTeamApi();
        api.MapGroup("").WithTags("People").MapLineApi();
        api.MapGroup("").WithTags("People").MapMemberApi();
        api.MapGroup("").WithTags("People").MapAuditApi();
        api.MapGroup("").WithTags("Accounts").MapEmbedApi();
    }
}
