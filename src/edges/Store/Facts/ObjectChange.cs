using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Live;
using Mainstay.Store.Work;

namespace Mainstay.Store.Facts;

/// <summary>What became of the change of an object.</summary>
public enum ObjectChangeResult
{
    Changed,

    /// <summary>The account has no such object.</summary>
    NoSuchObject,

    /// <summary>The change did not want it as it is.</summary>
    Refused,
}

/// <summary>Gives an object of an account a new version that rests on its newest one.</summary>
internal static class ObjectChange
{
    public static async Task<ObjectChangeResult> RunAsync(
        Session session, string workspace, string account, FactKind kind, string id, Func<ImmutableArray<FactValue>, ImmutableArray<FactValue>?> change,
        Instant at, Actor by, Change told)
    {
        await session.LockAsync($"object {workspace}/{kind.Name}/{account}/{id}");
        var newest = await session.FirstOrDefaultAsync<Row>(
            """
            SELECT at_us AS AtMicros, updated_us AS UpdatedMicros, body FROM facts
            WHERE workspace = @workspace AND account = @account AND kind = @kind AND id = @id
            ORDER BY at_us DESC, COALESCE(updated_us, @none) DESC LIMIT 1
            """,
            new { workspace, account, kind = kind.Name, id, none = long.MinValue });
        if (newest is null)
        {
            return ObjectChangeResult.NoSuchObject;
        }

        if (change(FactBody.Read(kind, newest.Body)) is not { } values)
        {
            return ObjectChangeResult.Refused;
        }

        var learned = await LiveWorkspaces.LearnedAsync(session, workspace, at);

        // A version that lies ahead of the clock, or was written in the same microsecond, is replaced all the same.
        var from = Math.Max(at.Micros, newest.AtMicros);
        using var encoder = new FactEncoder(learned.Micros);
        var fact = new Fact
        {
            Kind = kind, Account = account, Id = id, At = new Instant(from), UpdatedAt = new Instant(Math.Max(at.Micros, (newest.UpdatedMicros ?? 0) + 1)), Values = values,
        };
        await FactWriter.WriteAsync(session, workspace, [encoder.Encode(fact)]);
        await DirtyAccounts.MarkAsync(session, workspace, [account], DirtyAccounts.Sent);
        await AuditTrail.WriteAsync(session, workspace, by, told);
        return ObjectChangeResult.Changed;
    }

    private sealed class Row
    {
        public required long AtMicros { get; init; }

        public long? UpdatedMicros { get; init; }

        public required string Body { get; init; }
    }
}
