using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Contacts;

/// <summary>The people of an account.</summary>
internal static class ContactApi
{
    public static void MapContactApi(this IEndpointRouteBuilder routes) => routes.MapGet("/accounts/{id}/contacts", ListAsync)
        .Operation("listContacts", "Lists the people of an account as they are known now", Permission.ReadScores)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ContactList>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is not { } history)
        {
            return Problems.NoSuchAccount(id);
        }

        var now = PointInTime.At(Instant.Of(options.Clock.GetUtcNow()));
        return TypedResults.Ok(new ContactList([.. history.Visible(FactKinds.Contacts, now).Select(ContactBody.Of)]));
    }
}

/// <summary>The people of an account.</summary>
public sealed record ContactList(IReadOnlyList<ContactBody> Items);

/// <param name="Id">The source's id.</param>
/// <param name="Role">champion, executive sponsor, admin, user, or whatever the source says.</param>
/// <param name="IsActive">Whether the person is there now.</param>
public sealed record ContactBody(string? Id, string? Name, string? Email, string? Role, DateTimeOffset? JoinedAt, DateTimeOffset? LeftAt, bool IsActive)
{
    private static readonly FactKind Kind = FactKinds.Contacts;

    public static ContactBody Of(VisibleFact fact) => new(
        fact.Id, fact.Text(Kind["name"]), fact.Text(Kind["email"]), fact.Text(Kind["role"]),
        fact.Time(Kind["joined_at"])?.ToDateTimeOffset(), fact.Time(Kind["left_at"])?.ToDateTimeOffset(), Kind.FindState("active")!.Holds(fact));
}
