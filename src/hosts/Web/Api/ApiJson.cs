using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mainstay.Web.Api.Accounts;
using Mainstay.Web.Api.Assessments;
using Mainstay.Web.Api.Audit;
using Mainstay.Web.Api.Contacts;
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
using Mainstay.Web.Ingest;
using Mainstay.Web.Operating.Health;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Api;

/// <summary>Everything that the API reads and writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(AccountScores))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(ExplanationBody))]
[JsonSerializable(typeof(ChangeBody))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(TimelinePage))]
[JsonSerializable(typeof(ContactList))]
[JsonSerializable(typeof(NewOverride))]
[JsonSerializable(typeof(NewPulse))]
[JsonSerializable(typeof(AssessmentBody))]
[JsonSerializable(typeof(AssessmentList))]
[JsonSerializable(typeof(NewMisscored))]
[JsonSerializable(typeof(MisscoredList))]
[JsonSerializable(typeof(NewOutcome))]
[JsonSerializable(typeof(OutcomeBody))]
[JsonSerializable(typeof(OutcomeList))]
[JsonSerializable(typeof(SentModelBody))]
[JsonSerializable(typeof(ModelChoice))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelTextBody))]
[JsonSerializable(typeof(ActiveModelBody))]
[JsonSerializable(typeof(ModelCheckBody))]
[JsonSerializable(typeof(DriftList))]
[JsonSerializable(typeof(ImportPage))]
[JsonSerializable(typeof(UnmatchedPage))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(Dismissal))]
[JsonSerializable(typeof(UnmatchedChange))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(PersonNames))]
[JsonSerializable(typeof(PersonBody))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(MergeList))]
[JsonSerializable(typeof(NewMerge))]
[JsonSerializable(typeof(MergeEnd))]
[JsonSerializable(typeof(MergeAnswer))]
[JsonSerializable(typeof(TeamBody))]
[JsonSerializable(typeof(TeamAssignment))]
[JsonSerializable(typeof(Reassignment))]
[JsonSerializable(typeof(ReassignmentAnswer))]
[JsonSerializable(typeof(LineList))]
[JsonSerializable(typeof(LineChange))]
[JsonSerializable(typeof(DelegationList))]
[JsonSerializable(typeof(NewDelegation))]
[JsonSerializable(typeof(DelegationEnd))]
[JsonSerializable(typeof(MemberList))]
[JsonSerializable(typeof(MemberChange))]
[JsonSerializable(typeof(MemberRemoval))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(NewEmbedToken))]
[JsonSerializable(typeof(EmbedTokenBody))]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(BulkAnswer))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(Replay))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(ReadyBody))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ApiJson : JsonSerializerContext;
