using System.Text.Json.Serialization;
using Mainstay.Web.Api.Accounts;
using Mainstay.Web.Api.Contacts;
using Mainstay.Web.Api.History;
using Mainstay.Web.Api.Scores;
using Mainstay.Web.Api.Timelines;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Api;

/// <summary>Everything that the API reads and writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(AccountScores))]
[JsonSerializable(typeof(ExplanationBody))]
[JsonSerializable(typeof(ChangeBody))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(TimelinePage))]
[JsonSerializable(typeof(ContactList))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ApiJson : JsonSerializerContext;
