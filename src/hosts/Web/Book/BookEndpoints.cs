using Mainstay.Store;
using Mainstay.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Book;

internal static class BookEndpoints
{
    public static void MapBook(this IEndpointRouteBuilder routes) => routes.MapGet("/", ShowAsync).Requires(Permission.ReadScores);

    private static async Task<RazorComponentResult<BookView>> ShowAsync(
        HttpRequest request, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var address = BookAddress.Read(request.Query);
        var page = await database.Book.ReadAsync(address.ToQuery(caller), cancellationToken);
        if (page.Day is null && address.Score is not null)
        {
            // A score that the model no longer has, or never had.
            address = address with { Score = null };
            page = await database.Book.ReadAsync(address.ToQuery(caller), cancellationToken);
        }

        if (page.Rows.IsEmpty && page.Total > 0)
        {
            // The book has become shorter than the address remembers: its last page is the nearest there is.
            address = address with { Page = (page.Total + BookAddress.PageSize - 1) / BookAddress.PageSize };
            page = await database.Book.ReadAsync(address.ToQuery(caller), cancellationToken);
        }

        // Who can do nothing about the model is not told to.
        var look = caller.May(Permission.ManageModels) ? await database.Drifts.NewestAsync(caller.Workspace, cancellationToken) : null;
        return new RazorComponentResult<BookView>(new { Book = page, Address = address, Warnings = look?.Warnings.Length ?? 0 });
    }
}
