using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Whose the facts of the kinds are that other files find their accounts by.</summary>
internal sealed class AccountIndex
{
    private readonly Dictionary<FactKind, Owners> _known;
    private readonly Dictionary<FactKind, Owners> _added;

    public AccountIndex(Mapping mapping) => _added = _known = mapping.Files.SelectMany(f => f.Facts)
        .Select(f => f.Account).OfType<AccountSource.Via>().Select(v => v.Kind).Distinct().ToDictionary(k => k, _ => new Owners());

    private AccountIndex(AccountIndex known) =>
        (_known, _added) = (known._known, known._known.ToDictionary(k => k.Key, _ => new Owners()));

    /// <summary>An index for one thread: it finds what was known so far, and gathers what is added until <see cref="Join"/>.</summary>
    public AccountIndex Fork() => new(this);

    public void Join(AccountIndex fork)
    {
        foreach (var (kind, owners) in fork._added)
        {
            for (var id = 0; id < owners.Ids.Count; id++)
            {
                var account = owners.Accounts[id];
                _known[kind].Add(owners.Ids.Utf8(id), account < 0 ? [] : owners.Names.Utf8(account), isShared: account < 0);
            }

            fork._added[kind] = new Owners();
        }
    }

    public bool IsAsked(FactKind kind) => _added.ContainsKey(kind);

    public void Add(FactKind kind, ReadOnlySpan<byte> id, ReadOnlySpan<byte> account) => _added[kind].Add(id, account, isShared: false);

    public void Add(FactKind kind, string id, string account)
    {
        if (IsAsked(kind))
        {
            Add(kind, Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(account));
        }
    }

    /// <summary>The owners of the facts of a kind that others ask for.</summary>
    public Owners this[FactKind kind] => _known[kind];

    /// <summary>False when no such fact was read; a null account when it is under several.</summary>
    public bool TryFind(FactKind kind, ReadOnlySpan<char> id, out string? account)
    {
        var owners = _known[kind];
        var found = owners.Find(Encoding.UTF8.GetBytes(id.ToArray()));
        account = found >= 0 ? owners.Names.TextOf(found) : null;
        return found != Owners.Unknown;
    }

    /// <summary>The accounts of the facts of one kind, by id.</summary>
    public sealed class Owners
    {
        public const int Unknown = -1;
        private const int Shared = -2;

        public TextInterner Ids { get; } = new();

        /// <summary>The accounts' ids.</summary>
        public TextInterner Names { get; } = new();

        /// <summary>For each id its account in <see cref="Names"/>, negative when several have it.</summary>
        public List<int> Accounts { get; } = [];

        // An id under two accounts answers for neither, whichever came first.
        public void Add(ReadOnlySpan<byte> id, ReadOnlySpan<byte> account, bool isShared)
        {
            var (code, owner) = (Ids.CodeOf(id), isShared ? Shared : Names.CodeOf(account));
            if (code == Accounts.Count)
            {
                Accounts.Add(owner);
            }
            else if (Accounts[code] != owner)
            {
                Accounts[code] = Shared;
            }
        }

        /// <summary>The account in <see cref="Names"/>, negative when there is none or more than one.</summary>
        public int Find(ReadOnlySpan<byte> id) => Ids.Find(id) is >= 0 and var code ? Accounts[code] : Unknown;
    }
}
