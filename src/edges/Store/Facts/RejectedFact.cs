using Mainstay.Core.Facts;

namespace Mainstay.Store.Facts;

/// <summary>A row that did not become a fact, as far as scores must know of it.</summary>
/// <param name="At">When it took effect; null when unknown, which taints the kind at all times.</param>
/// <param name="RecordedAt">When it was learned; null for imported history.</param>
/// <param name="Id">Its id; a good fact of the kind with it ends the taint. Null where it has none.</param>
public sealed record RejectedFact(string Account, FactKind Kind, Instant? At, Instant? RecordedAt = null, string? Id = null);
