namespace Mainstay.Core.Facts;

/// <summary>
/// The one order of an account's facts of a kind: when they took effect, when the source changed them, their id, their
/// content. When Mainstay learned a fact comes last, so that of two equal facts the one learned first stands first.
/// </summary>
public sealed class FactOrder : IComparer<Fact>
{
    public static readonly FactOrder Instance = new();

    public int Compare(Fact? x, Fact? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = x.At.CompareTo(y.At);
        order = order != 0 ? order : Nullable.Compare(x.UpdatedAt, y.UpdatedAt);
        order = order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
        for (var i = 0; order == 0 && i < x.Values.Length; i++)
        {
            order = Compare(x.Values[i], y.Values[i]);
        }

        return order != 0 ? order : Nullable.Compare(x.RecordedAt, y.RecordedAt);
    }

    // Absent comes before everything; an empty text prints the same and is something else.
    private static int Compare(FactValue x, FactValue y)
    {
        var order = y.IsAbsent.CompareTo(x.IsAbsent);
        return order != 0 ? order : string.CompareOrdinal(x.ToString(), y.ToString());
    }
}
