using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Unmatched;

/// <summary>Who is who by the stored companies and contacts, and by the facts that others are found by.</summary>
internal static class DirectoryLoader
{
    private const string SelectFacts = "SELECT account, at_us, updated_us, body FROM facts WHERE workspace = @workspace AND kind = @kind";

    private const string SelectOwners = "SELECT DISTINCT account, id FROM facts WHERE workspace = @workspace AND kind = @kind AND id IS NOT NULL";

    public static async Task<AccountDirectory> LoadAsync(Session session, string workspace, IReadOnlyCollection<FactKind> ownerKinds)
    {
        var directory = new AccountDirectory();
        foreach (var kind in (FactKind[])[FactKinds.Companies, FactKinds.Contacts])
        {
            using var select = session.Prepare(SelectFacts, "workspace", "kind");
            await using var reader = await select.ReadAsync(workspace, kind.Name);
            while (await reader.ReadAsync(session.CancellationToken))
            {
                directory.Learn(new Fact
                {
                    Kind = kind,
                    Account = reader.GetString(0),
                    At = new Instant(reader.GetInt64(1)),
                    UpdatedAt = reader.IsDBNull(2) ? null : new Instant(reader.GetInt64(2)),
                    Values = FactBody.Read(kind, reader.GetString(3)),
                });
            }
        }

        foreach (var kind in ownerKinds)
        {
            using var select = session.Prepare(SelectOwners, "workspace", "kind");
            await using var reader = await select.ReadAsync(workspace, kind.Name);
            while (await reader.ReadAsync(session.CancellationToken))
            {
                directory.LearnOwner(kind, reader.GetString(1), reader.GetString(0));
            }
        }

        return directory;
    }
}
