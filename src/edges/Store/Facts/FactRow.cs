using Mainstay.Core.Facts;

namespace Mainstay.Store.Facts;

/// <summary>A fact as it is stored.</summary>
/// <param name="Identity">16 bytes.</param>
internal readonly record struct FactRow(
    string Account, FactKind Kind, long AtMicros, byte[] Identity, string? Id, long? UpdatedMicros, long? RecordedMicros, string Body);
