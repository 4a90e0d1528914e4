using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>
/// Messages that were sent together, hashed and encoded by whoever received them, so that the one who commits has nothing left to
/// compute.
/// </summary>
internal sealed class IngestRequest
{
    private readonly TaskCompletionSource<IngestResult> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="IndexOutOfRangeException">A message has a field that its kind does not have.</exception>
    public IngestRequest(IReadOnlyList<IngestedItem> items, Instant received, CancellationToken cancellationToken)
    {
        (Items, Received, CancellationToken) = (items, received, cancellationToken);
        using var encoder = new FactEncoder(recordedMicros: null);
        Rows = [.. items.Select(item => item.Kind.Shape == FactShape.Occurrence && item.Key.Length > 0 ? Encode(encoder, item) : default)];
    }

    public IReadOnlyList<IngestedItem> Items { get; }

    /// <summary>Of each occurrence its row, which has the account still to come and is recorded by whoever commits it.</summary>
    public FactRow[] Rows { get; }

    public Instant Received { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Completes when all of it is durable, or nothing is kept.</summary>
    public Task<IngestResult> Result => _told.Task;

    public void Succeed(IngestResult result) => _told.TrySetResult(result);

    public void Fail(Exception e) => _told.TrySetException(e);

    public static FactRow Encode(FactEncoder encoder, IngestedItem item)
    {
        var values = new FactValue[item.Kind.Fields.Length];
        foreach (var change in item.Changes)
        {
            values[change.Field.Index] = change.Value;
        }

        return encoder.Encode(
            new Fact
            {
                Kind = item.Kind,
                Account = item.Account ?? "",
                Id = Convert.ToHexStringLower(item.Key),
                At = item.At,
                Values = ImmutableArray.Create(values),
            },
            ordinal: 0);
    }
}
