using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Whose the facts of the kinds are that other files find their accounts by, and which companies and contacts there are.</summary>
internal sealed class AccountIndex
{
    private readonly Dictionary<FactKind, Owners> _known;
    private readonly Dictionary<FactKind, Owners> _added;

    private readonly AccountDirectory _directory;
    private readonly bool _needsDirectory;
    private AccountDirectory _learned;

    /// <param name="known">What was known before; it is added to.</param>
    public AccountIndex(Mapping mapping, AccountDirectory known)
    {
        var ways = mapping.Files.SelectMany(f => f.Facts).SelectMany(f => f.Account).ToArray();
        _added = _known = ways.OfType<AccountSource.Via>().Select(v => v.Kind).Distinct().ToDictionary(k => k, _ => new Owners());
        _learned = _directory = known;
        _needsDirectory = Array.Exists(ways, w => w is AccountSource.Email or AccountSource.Domain or AccountSource.Column { IsKnown: true });
        foreach (var (kind, id, account) in known.Owners)
        {
            if (_known.TryGetValue(kind, out var owners))
            {
                owners.Add(Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(account ?? ""), isShared: account is null, FactColumns.NoTime);
            }
        }
    }

    private AccountIndex(AccountIndex known)
    {
        (_known, _added) = (known._known, known._known.ToDictionary(k => k.Key, _ => new Owners()));
        (_directory, _learned, _needsDirectory) = (known._directory, new AccountDirectory(), known._needsDirectory);
    }

    /// <summary>An index for one thread: it finds what was known so far, and gathers what is added until <see cref="Join"/>.</summary>
    public AccountIndex Fork() => new(this);

    public void Join(AccountIndex fork)
    {
        foreach (var (kind, owners) in fork._added)
        {
            for (var id = 0; id < owners.Ids.Count; id++)
            {
                var account = owners.Accounts[id];
                _known[kind].Add(owners.Ids.Utf8(id), account < 0 ? [] : owners.Names.Utf8(account), isShared: account < 0, owners.Since[id]);
            }

            fork._added[kind] = new Owners();
        }

        _directory.Learn(fork._learned);
        fork._learned = new AccountDirectory();
    }

    /// <summary>Whether the facts of a kind make addresses, domains or accounts known that rows are matched by.</summary>
    public bool Learns(FactKind kind) => _needsDirectory && (kind == FactKinds.Companies || kind == FactKinds.Contacts);

    public void Learn(Fact fact)
    {
        if (Learns(fact.Kind))
        {
            _learned.Learn(fact);
        }
    }

    public bool IsAsked(FactKind kind) => _added.ContainsKey(kind);

    public void Add(FactKind kind, ReadOnlySpan<byte> id, ReadOnlySpan<byte> account, long since) =>
        _added[kind].Add(id, account, isShared: false, since);

    public void Add(FactKind kind, string id, string account, long since)
    {
        if (IsAsked(kind))
        {
            Add(kind, Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(account), since);
        }
    }

    /// <summary>The owners of the facts of a kind that others ask for.</summary>
    public Owners this[FactKind kind] => _known[kind];

    public AccountMatch Find(AccountClaim claim)
    {
        if (claim is not AccountClaim.Owner(var kind, var id))
        {
            return _directory.Find(claim);
        }

        var owners = _known[kind];
        return owners.Find(Encoding.UTF8.GetBytes(id)) switch
        {
            >= 0 and var found => AccountMatch.Found(owners.Names.TextOf(found)),
            Owners.Unknown => AccountMatch.None(UnmatchedReason.UnknownId),
            _ => AccountMatch.None(UnmatchedReason.AmbiguousId),
        };
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

        /// <summary>For each id when it began, in microseconds; <see cref="FactColumns.NoTime"/> where that is not known.</summary>
        public List<long> Since { get; } = [];

        // An id under two accounts answers for neither, whichever came first.
        public void Add(ReadOnlySpan<byte> id, ReadOnlySpan<byte> account, bool isShared, long since)
        {
            var (code, owner) = (Ids.CodeOf(id), isShared ? Shared : Names.CodeOf(account));
            if (code == Accounts.Count)
            {
                Accounts.Add(owner);
                Since.Add(since);
                return;
            }

            if (Accounts[code] != owner)
            {
                Accounts[code] = Shared;
            }

            Since[code] = Since[code] == FactColumns.NoTime ? since : since == FactColumns.NoTime ? Since[code] : Math.Min(Since[code], since);
        }

        /// <summary>When the fact with this id began; <see cref="FactColumns.NoTime"/> where that is not known.</summary>
        public long SinceOf(ReadOnlySpan<byte> id) => Ids.Find(id) is >= 0 and var code ? Since[code] : FactColumns.NoTime;

        /// <summary>The account in <see cref="Names"/>, negative when there is none or more than one.</summary>
        public int Find(ReadOnlySpan<byte> id) => Ids.Find(id) is >= 0 and var code ? Accounts[code] : Unknown;
    }
}
