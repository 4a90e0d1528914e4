using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Contacts;

/// <summary>What is known of a person at a customer, for telling them and for forgetting them.</summary>
public sealed class ContactStore
{
    private readonly Engine _engine;

    internal ContactStore(Engine engine) => _engine = engine;

    /// <summary>Everything that names a person, in the order of accounts, kinds and time.</summary>
    /// <param name="names">E-mail addresses and ids that the person is known by; ids of contacts with these addresses are found.</param>
    public Task<ContactFile> FindAsync(string workspace, IReadOnlyCollection<string> names, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var (known, facts) = await ReadAsync(session, workspace, names);
            var (days, letters) = await OthersAsync(session, workspace, known);
            return new ContactFile([.. known.All.Order(StringComparer.Ordinal)], [.. facts], days, letters);
        },
        cancellationToken);

    /// <summary>
    /// Puts made-up names in the place of a person's, in everything that names them, at once or not at all. Scores, and explanations of
    /// the past, stay what they were: what they count, time and tell apart stays. Nobody, not even Mainstay, can tell afterwards who it was.
    /// </summary>
    /// <returns>How many facts, days of usage and messages were changed.</returns>
    public Task<int> EraseAsync(string workspace, IReadOnlyCollection<string> names, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var (known, facts) = await ReadAsync(session, workspace, names);
            var pseudonyms = new Pseudonyms();
            using var encoder = new FactEncoder(recordedMicros: null);
            await RemoveAsync(session, workspace, facts);
            var (added, _) = await FactWriter.WriteAsync(session, workspace, [.. facts.Select(f => encoder.Encode(ErasedFact.Of(f, known, pseudonyms)))]);
            var others = await EraseOthersAsync(session, workspace, known, pseudonyms);
            if (added + others > 0)
            {
                // The log says that somebody was erased, and not who.
                await AuditTrail.WriteAsync(session, workspace, by, new Change("contact.erased", "a contact", After: new() { ["facts"] = added, ["others"] = others }));
            }

            return added + others;
        },
        cancellationToken);

    private static async Task<(ContactNames Names, IReadOnlyList<Fact> Facts)> ReadAsync(Session session, string workspace, IReadOnlyCollection<string> names)
    {
        var known = new ContactNames(names);
        var facts = await NamingAsync(session, workspace, known);

        // A contact's address leads to its id, by which other facts may know the person; its other addresses too.
        var more = facts.Where(f => f.Kind == FactKinds.Contacts)
            .SelectMany(f => new[] { f.Id, f["email"].Text }).OfType<string>().Count(known.Add);
        return (known, more > 0 ? await NamingAsync(session, workspace, known) : facts);
    }

    private static async Task<IReadOnlyList<Fact>> NamingAsync(Session session, string workspace, ContactNames names)
    {
        var found = new Dictionary<(string, string, long, string), Fact>();
        foreach (var name in names.All)
        {
            // Whatever holds the letters is read, and then looked at closely.
            foreach (var row in await session.QueryAsync<Row>(
                """
                SELECT account, kind, at_us AS AtMicros, id, updated_us AS UpdatedMicros, recorded_us AS RecordedMicros, body, identity
                FROM facts WHERE workspace = @workspace AND (LOWER(body) LIKE @like ESCAPE '!' OR LOWER(id) = @lower)
                """,
                new { workspace, like = Like(name), lower = name.ToLowerInvariant() }))
            {
                var fact = row.ToFact();
                if (names.AreIn(fact))
                {
                    found.TryAdd((row.Account, row.Kind, row.AtMicros, Convert.ToHexString(row.Identity)), fact);
                }
            }
        }

        return [.. found.OrderBy(f => f.Key.Item1, StringComparer.Ordinal).ThenBy(f => f.Key.Item2, StringComparer.Ordinal).ThenBy(f => f.Key.Item3).ThenBy(f => f.Key.Item4, StringComparer.Ordinal).Select(f => f.Value)];
    }

    // All rows of each changed fact's key that name the person: identical events without an id stand there several times.
    private static async Task RemoveAsync(Session session, string workspace, IReadOnlyList<Fact> facts)
    {
        using var encoder = new FactEncoder(recordedMicros: null);
        using var delete = session.Prepare(
            "DELETE FROM facts WHERE workspace = @workspace AND account = @account AND kind = @kind AND at_us = @at_us AND identity = @identity",
            "workspace", "account", "kind", "at_us", "identity");
        foreach (var row in facts.Select(f => encoder.Encode(f)))
        {
            await delete.QueueAsync(workspace, row.Account, row.Kind.Name, row.AtMicros, row.Identity);
        }
    }

    private static async Task<(IReadOnlyList<string> UsageDays, IReadOnlyList<string> Letters)> OthersAsync(Session session, string workspace, ContactNames names)
    {
        var days = await session.QueryAsync<string>(
            "SELECT DISTINCT user_key FROM usage_days WHERE workspace = @workspace", new { workspace });
        var letters = new List<string>();
        foreach (var name in names.All)
        {
            letters.AddRange(await session.QueryAsync<string>(
                "SELECT body FROM dead_letters WHERE workspace = @workspace AND LOWER(body) LIKE @like ESCAPE '!'", new { workspace, like = Like(name) }));
        }

        return ([.. days.Where(d => d.Length > 0 && names.Has(d[1..]))], letters);
    }

    private static async Task<int> EraseOthersAsync(Session session, string workspace, ContactNames names, Pseudonyms pseudonyms)
    {
        var changed = 0;
        var (days, _) = await OthersAsync(session, workspace, names);
        foreach (var user in days)
        {
            changed += await session.ExecuteAsync(
                "UPDATE usage_days SET user_key = @erased WHERE workspace = @workspace AND user_key = @user",
                new { workspace, user, erased = user[..1] + pseudonyms.Of(user[1..]) });
        }

        foreach (var name in names.All)
        {
            var arguments = new { workspace, like = Like(name), lower = name.ToLowerInvariant() };
            foreach (var (table, column) in ((string, string)[])[("dead_letters", "body"), ("field_changes", "body"), ("unmatched", "body"), ("unmatched", "claims")])
            {
                changed += await session.ExecuteAsync($"DELETE FROM {table} WHERE workspace = @workspace AND LOWER({column}) LIKE @like ESCAPE '!'", arguments);
            }

            changed += await session.ExecuteAsync("DELETE FROM user_accounts WHERE workspace = @workspace AND LOWER(user_key) = @lower", arguments);
        }

        return changed;
    }

    private static string Like(string name)
    {
        var json = JsonEncodedText.Encode(name.ToLowerInvariant(), System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        return $"%{json.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
    }

    private sealed class Row
    {
        public required string Account { get; init; }

        public required string Kind { get; init; }

        public required long AtMicros { get; init; }

        public string? Id { get; init; }

        public long? UpdatedMicros { get; init; }

        public long? RecordedMicros { get; init; }

        public required string Body { get; init; }

        public required byte[] Identity { get; init; }

        public Fact ToFact()
        {
            var kind = FactKinds.Find(Kind)!;
            return new Fact
            {
                Kind = kind,
                Account = Account,
                At = new Instant(AtMicros),
                Id = Id,
                UpdatedAt = UpdatedMicros is { } updated ? new Instant(updated) : null,
                RecordedAt = RecordedMicros is { } recorded ? new Instant(recorded) : null,
                Values = FactBody.Read(kind, Body),
            };
        }
    }
}

/// <param name="Names">Everything the person is known by.</param>
/// <param name="Facts">In the order of accounts, kinds and time.</param>
/// <param name="UsageUsers">How days of usage that is no longer kept event by event name them.</param>
/// <param name="Letters">Messages that could not be applied and name them.</param>
public sealed record ContactFile(IReadOnlyList<string> Names, IReadOnlyList<Fact> Facts, IReadOnlyList<string> UsageUsers, IReadOnlyList<string> Letters);
