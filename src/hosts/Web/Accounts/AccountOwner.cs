using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Web.Access;

namespace Mainstay.Web.Accounts;

/// <summary>Whose an account is now.</summary>
internal static class AccountOwner
{
    /// <summary>The company with whoever it was handed to in place of the owner that its source names, as lists say it.</summary>
    public static async Task<CompanyProfile> NowAsync(CompanyProfile company, Caller caller, Database database, CancellationToken cancellationToken) =>
        company with { Owner = (await database.Teams.OfAccountAsync(caller.Workspace, company.AccountId, cancellationToken)).Csm ?? company.Owner };
}
