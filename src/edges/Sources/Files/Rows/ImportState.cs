using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>What the files of one import share.</summary>
internal sealed class ImportState(string folder, Mapping mapping, ImportReport report, IProgress<ImportProgress>? progress)
{
    public string Folder => folder;

    public Mapping Mapping => mapping;

    public ImportReport Report => report;

    public IProgress<ImportProgress>? Progress => progress;

    public TextPool Texts { get; } = new();

    public DuplicateCheck Duplicates { get; } = new();

    public AccountIndex Accounts { get; } = new(
        mapping.Files.SelectMany(f => f.Facts).Select(f => f.Account).OfType<AccountSource.Via>().Select(v => v.Kind));
}

/// <summary>Whose the facts of the kinds are that other files find their accounts by.</summary>
internal sealed class AccountIndex
{
    private readonly Dictionary<FactKind, Dictionary<string, string?>> _accounts;

    public AccountIndex(IEnumerable<FactKind> kinds) =>
        _accounts = kinds.Distinct().ToDictionary(k => k, _ => new Dictionary<string, string?>(StringComparer.Ordinal));

    public void Add(FactKind kind, string id, string account)
    {
        if (!_accounts.TryGetValue(kind, out var ids))
        {
            return;
        }

        // An id under two accounts answers for neither, whichever came first.
        ids[id] = ids.TryGetValue(id, out var known) && !string.Equals(known, account, StringComparison.Ordinal) ? null : account;
    }

    /// <summary>False when no such fact was read; a null account when it is under several.</summary>
    public bool TryFind(FactKind kind, ReadOnlySpan<char> id, out string? account) =>
        _accounts[kind].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out account);
}
