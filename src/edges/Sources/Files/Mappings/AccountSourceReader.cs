using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads <c>account</c>: a column with the account's id, another way to find the account, or a list of ways.</summary>
internal static class AccountSourceReader
{
    private static readonly string[] Keys = ["column", "via", "email", "domain"];

    /// <param name="kind">Null when it is not known.</param>
    public static ImmutableArray<AccountSource> ReadAll(Scope scope, FactKind? kind, DocumentNode node)
    {
        var items = DocumentReader.Items(node);
        if (items.Count == 0)
        {
            scope.Reader.Error(node.Position, "'account' is empty. Name the column with the account's id, or ways such as { email: requester }.");
        }

        var ways = ImmutableArray.CreateBuilder<AccountSource>();
        foreach (var item in items)
        {
            if (Read(scope, kind, item) is not { } way)
            {
                continue;
            }

            if (ways.Contains(way))
            {
                scope.Reader.Error(item.Position, $"'account' names the column '{way.Name}' twice in the same way.");
            }

            ways.Add(way);
        }

        return ways.ToImmutable();
    }

    private static AccountSource? Read(Scope scope, FactKind? kind, DocumentNode node)
    {
        // A company is what makes an account known, so its own id need not be.
        var isKnown = scope.AreAccountsKnown && kind != FactKinds.Companies;
        var reader = scope.Reader;
        if (node is not DocumentNode.Mapping mapping)
        {
            return reader.Text(node, "'account'") is { } name ? new AccountSource.Column(name, isKnown) : null;
        }

        reader.AllowOnly(mapping, "'account'", Keys);
        if (mapping["email"] is { } email)
        {
            return ReadOther(reader, kind, mapping, email, "email", name => new AccountSource.Email(name));
        }

        if (mapping["domain"] is { } domain)
        {
            return ReadOther(reader, kind, mapping, domain, "domain", name => new AccountSource.Domain(name));
        }

        var column = reader.Text(reader.Required(mapping, "column", "'account'"), "The account's column");
        if (mapping["via"] is not { } via)
        {
            return column is null ? null : new AccountSource.Column(column, isKnown);
        }

        return FactMappingReader.ReadKind(reader, via) is { } owner && column is not null ? new AccountSource.Via(column, owner) : null;
    }

    private static AccountSource? ReadOther(
        DocumentReader reader, FactKind? kind, DocumentNode.Mapping mapping, DocumentNode node, string key, Func<string, AccountSource> make)
    {
        if (mapping.Entries.Count > 1)
        {
            reader.Error(mapping.Position, $"A way to find the account is one thing: '{key}' stands alone. Write several ways as a list.");
        }

        if (kind == FactKinds.Companies)
        {
            reader.Error(node.Position, "Companies need the column with their id: it is by companies that e-mail addresses and domains are known.");
        }
        else if (kind == FactKinds.Contacts && string.Equals(key, "email", StringComparison.Ordinal))
        {
            reader.Error(node.Position, "Contacts make e-mail addresses known, so they are not found by them. With { domain: COLUMN } the domain of the address counts.");
        }

        return reader.Text(node, $"The column of '{key}'") is { } name ? make(name) : null;
    }
}
