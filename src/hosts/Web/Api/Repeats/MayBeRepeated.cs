namespace Mainstay.Web.Api.Repeats;

/// <summary>Marks an endpoint that changes something, for which <c>Idempotency-Key</c> is taken.</summary>
internal sealed record MayBeRepeated;
