using Mainstay.Core.Facts;
using Mainstay.Store.Ingest;

namespace Mainstay.Store.Tests.Ingest;

internal static class MessageSamples
{
    public static readonly Instant Now = Instant.OfUtc(new DateOnly(2026, 6, 1));

    public static IngestedItem Event(string message, string user, string? account) => new()
    {
        MessageId = message,
        Kind = FactKinds.Usage,
        At = Now,
        User = user,
        Account = account,
        Changes = [new FieldChange(FactKinds.Usage["user"], FactValue.Of(user)), new FieldChange(FactKinds.Usage["event"], FactValue.Of("login"))],
    };

    public static IngestedItem[] Events(int from, int count) => [.. Enumerable.Range(from, count).Select(i => Event($"{i}", "ana", $"acme{i % 10}"))];
}
