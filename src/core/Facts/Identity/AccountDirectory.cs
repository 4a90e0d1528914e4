namespace Mainstay.Core.Facts.Identity;

/// <summary>
/// Who is who: the accounts that companies were told for, the addresses of their contacts, their domains, and the facts that
/// others are found by. What it answers does not depend on the order in which it learned.
/// </summary>
/// <remarks>Reading by several threads is safe while nobody learns.</remarks>
public sealed class AccountDirectory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ((Instant At, Instant UpdatedAt) Version, HashSet<string> Domains)> _companies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, ((Instant At, Instant UpdatedAt) Version, bool IsPrimary)>> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<(FactKind Kind, string Id), string?> _owners = [];
    private Dictionary<string, List<string>>? _domains;

    /// <summary>Takes from a fact what it tells: companies their account and domains, contacts their address.</summary>
    public void Learn(Fact fact)
    {
        var version = (fact.At, fact.UpdatedAt ?? Instant.MinValue);
        if (fact.Kind == FactKinds.Companies)
        {
            LearnCompany(fact.Account, version, DomainName.ReadAll(fact["domain"].Text));
        }
        else if (fact.Kind == FactKinds.Contacts)
        {
            foreach (var address in EmailAddress.ReadAll(fact["email"].Text))
            {
                LearnContact(address.Text, fact.Account, version, fact["is_primary"].Number is 1);
            }
        }
    }

    /// <summary>Notes whose a fact is that others are found by. An id of several accounts answers for none.</summary>
    public void LearnOwner(FactKind kind, string id, string account) =>
        _owners[(kind, id)] = _owners.TryGetValue((kind, id), out var known) && !string.Equals(known, account, StringComparison.Ordinal) ? null : account;

    /// <summary>The facts that others are found by; a null account when several have the id.</summary>
    public IEnumerable<(FactKind Kind, string Id, string? Account)> Owners => _owners.Select(o => (o.Key.Kind, o.Key.Id, o.Value));

    /// <summary>Learns all that another one knows.</summary>
    public void Learn(AccountDirectory other)
    {
        foreach (var (account, (version, domains)) in other._companies)
        {
            LearnCompany(account, version, domains);
        }

        foreach (var (address, accounts) in other._contacts)
        {
            foreach (var (account, (version, isPrimary)) in accounts)
            {
                LearnContact(address, account, version, isPrimary);
            }
        }

        foreach (var ((kind, id), account) in other._owners)
        {
            if (account is null)
            {
                _owners[(kind, id)] = null;
            }
            else
            {
                LearnOwner(kind, id, account);
            }
        }
    }

    public AccountMatch Find(AccountClaim claim) => claim switch
    {
        AccountClaim.Id => AccountMatch.Found(SalesforceId.Canonical(claim.Text)),
        AccountClaim.KnownId => SalesforceId.Canonical(claim.Text) is var id && _companies.ContainsKey(id)
            ? AccountMatch.Found(id) : AccountMatch.None(UnmatchedReason.UnknownId),
        AccountClaim.Owner(var kind, var id) => !_owners.TryGetValue((kind, id), out var owner) ? AccountMatch.None(UnmatchedReason.UnknownId)
            : owner is null ? AccountMatch.None(UnmatchedReason.AmbiguousId)
            : AccountMatch.Found(owner),
        AccountClaim.Email => EmailAddress.Read(claim.Text) is { } address ? FindEmail(address) : AccountMatch.None(UnmatchedReason.Unreadable),
        AccountClaim.Domain => (EmailAddress.Read(claim.Text)?.Domain ?? DomainName.Read(claim.Text)) is { } domain
            ? FindDomain(domain, UnmatchedReason.UnknownDomain) : AccountMatch.None(UnmatchedReason.Unreadable),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private AccountMatch FindEmail(EmailAddress address)
    {
        if (!_contacts.TryGetValue(address.Text, out var accounts))
        {
            return FindDomain(address.Domain, UnmatchedReason.UnknownEmail);
        }

        var candidates = accounts.Count == 1 ? accounts.Keys : accounts.Where(a => a.Value.IsPrimary).Select(a => a.Key);
        return candidates.Take(2).ToArray() is [var only] ? AccountMatch.Found(only) : AccountMatch.None(UnmatchedReason.AmbiguousEmail);
    }

    // The most specific domain that any company has. What lies above a public one is looked at no more.
    private AccountMatch FindDomain(string domain, UnmatchedReason unknown)
    {
        var domains = Domains();
        foreach (var name in DomainName.Upwards(domain))
        {
            if (PublicDomains.IsMail(name))
            {
                return AccountMatch.None(UnmatchedReason.PublicDomain);
            }

            if (PublicDomains.IsSuffix(name))
            {
                break;
            }

            if (domains.TryGetValue(name, out var accounts))
            {
                return accounts is [var only] ? AccountMatch.Found(only) : AccountMatch.None(UnmatchedReason.AmbiguousDomain);
            }
        }

        return AccountMatch.None(unknown);
    }

    private void LearnCompany(string account, (Instant At, Instant UpdatedAt) version, IEnumerable<string> domains)
    {
        _domains = null;
        if (!_companies.TryGetValue(account, out var known) || known.Version.CompareTo(version) < 0)
        {
            _companies[account] = (version, new HashSet<string>(domains, StringComparer.Ordinal));
        }
        else if (known.Version == version)
        {
            known.Domains.UnionWith(domains);
        }
    }

    private void LearnContact(string address, string account, (Instant At, Instant UpdatedAt) version, bool isPrimary)
    {
        if (!_contacts.TryGetValue(address, out var accounts))
        {
            _contacts.Add(address, accounts = new(StringComparer.Ordinal));
        }

        if (!accounts.TryGetValue(account, out var known) || known.Version.CompareTo(version) < 0)
        {
            accounts[account] = (version, isPrimary);
        }
        else if (known.Version == version)
        {
            accounts[account] = (version, known.IsPrimary || isPrimary);
        }
    }

    private Dictionary<string, List<string>> Domains()
    {
        lock (_lock)
        {
            if (_domains is { } built)
            {
                return built;
            }

            var domains = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var (account, (_, names)) in _companies)
            {
                foreach (var name in names)
                {
                    if (!domains.TryGetValue(name, out var accounts))
                    {
                        domains.Add(name, accounts = []);
                    }

                    accounts.Add(account);
                }
            }

            return _domains = domains;
        }
    }
}
