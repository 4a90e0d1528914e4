using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Audit;

/// <summary>An entry as it is stored.</summary>
internal sealed class AuditRow
{
    public const string Select = """
        SELECT workspace, number, at_us AS AtMicros, actor_kind AS ActorKind, actor, address, action, subject,
               old_value AS OldValue, new_value AS NewValue, concerns, hash
        FROM audit
        """;

    public required string Workspace { get; init; }

    public required long Number { get; init; }

    public required long AtMicros { get; init; }

    public required string ActorKind { get; init; }

    public required string Actor { get; init; }

    public string? Address { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public string? OldValue { get; init; }

    public string? NewValue { get; init; }

    public string? Concerns { get; init; }

    public required byte[] Hash { get; init; }

    public static string Word(ActorKind kind) => kind switch
    {
        Audit.ActorKind.Person => "person",
        Audit.ActorKind.Key => "key",
        Audit.ActorKind.CommandLine => "command line",
        Audit.ActorKind.Mainstay => "mainstay",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>SHA-256 of the entry before (nothing for the first) and of every column, each told apart from its neighbours by its length.</summary>
    public byte[] HashAfter(byte[]? previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous ?? []);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<long>)[Number, AtMicros])
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            hash.AppendData(number);
        }

        foreach (var text in (ReadOnlySpan<string?>)[Workspace, ActorKind, Actor, Address, Action, Subject, OldValue, NewValue, Concerns])
        {
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            BinaryPrimitives.WriteInt64LittleEndian(number, text is null ? -1 : bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    public AuditEntry ToEntry() => new()
    {
        IsOfInstallation = Workspace == People.UserStore.Installation,
        Number = Number,
        At = new Instant(AtMicros).ToDateTimeOffset(),
        ActorKind = ActorKind,
        Actor = Actor,
        Address = Address,
        Action = Action,
        Subject = Subject,
        Before = OldValue,
        After = NewValue,
    };
}
