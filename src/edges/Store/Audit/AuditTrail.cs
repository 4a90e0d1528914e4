using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Audit;

/// <summary>Adds to the audit log, in the transaction of the change itself: neither is kept without the other.</summary>
internal static class AuditTrail
{
    // Names of customers stay readable: "Müller", not "M\u00FCller".
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Call it last: the number it takes makes other audited changes of the workspace wait until the transaction ends.</summary>
    public static async Task WriteAsync(Session session, string workspace, Actor by, Change change)
    {
        var row = new AuditRow
        {
            Workspace = workspace,
            Number = await Sequence.NextAsync(session, workspace, Sequence.Audit),
            AtMicros = Instant.Of(by.At).Micros,
            ActorKind = AuditRow.Word(by.Kind),
            Actor = by.Name,
            Address = by.Address,
            Action = change.Action,
            Subject = change.Subject,
            OldValue = Text(change.Before),
            NewValue = Text(change.After),
            Concerns = change.Concerns,
            Hash = [],
        };
        var previous = await session.FirstOrDefaultAsync<byte[]>(
            "SELECT hash FROM audit WHERE workspace = @Workspace AND number = @previous", new { row.Workspace, previous = row.Number - 1 });
        await session.ExecuteAsync(
            """
            INSERT INTO audit (workspace, number, at_us, actor_kind, actor, address, action, subject, old_value, new_value, concerns, hash)
            VALUES (@Workspace, @Number, @AtMicros, @ActorKind, @Actor, @Address, @Action, @Subject, @OldValue, @NewValue, @Concerns, @hash)
            """,
            new
            {
                row.Workspace, row.Number, row.AtMicros, row.ActorKind, row.Actor, row.Address, row.Action, row.Subject, row.OldValue, row.NewValue, row.Concerns,
                hash = row.HashAfter(previous),
            });
    }

    private static string? Text(JsonObject? value) => value?.ToJsonString(Readable);
}
