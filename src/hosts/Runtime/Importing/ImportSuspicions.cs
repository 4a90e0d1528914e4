using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Suspicions;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Runtime.Importing;

/// <summary>A suspicion with the files that feed its kind.</summary>
public sealed record FileSuspicion(IReadOnlyList<string> Files, Suspicion Suspicion);

/// <summary>What is suspicious about an import: of its book as a whole, and of what only the reading of rows could tell.</summary>
public static class ImportSuspicions
{
    /// <param name="now">The time of the import.</param>
    public static IReadOnlyList<FileSuspicion> Find(ImportReport report, Mapping mapping, Book book, Instant now)
    {
        var mapped = FactKinds.All.ToDictionary(kind => kind, kind => Mapped(mapping, kind));
        var ofRows = report.Files.SelectMany(OfRows).ToArray();
        var ofBook = BookSuspicions.Find(book, mapped, now)
            .Where(s => s.Type != SuspicionType.BeforeSubscription || !IsFoundByOwner(mapping, s.Kind))
            .Select(s => new FileSuspicion([.. mapping.FilesThatFeed(s.Kind).Select(f => f.File)], s));
        return [.. ofRows.Concat(ofBook).OrderBy(s => s.Suspicion.Kind.Index).ThenBy(s => s.Suspicion.Type)];
    }

    private static IEnumerable<FileSuspicion> OfRows(FileReport file)
    {
        foreach (var kind in FactKinds.All.Where(k => file.BeforeOwnerOf(k) > 0))
        {
            yield return new FileSuspicion([file.File], new Suspicion(SuspicionType.BeforeOwner, kind, file.BeforeOwnerOf(kind), file.FactsOf(kind)));
        }

        // A person may belong to several companies; nothing else may.
        var kinds = FactKinds.All.Where(k => file.FactsOf(k) > 0).ToArray();
        if (file.Duplicates.Shared > 0 && !Array.TrueForAll(kinds, k => k == FactKinds.Contacts))
        {
            yield return new FileSuspicion([file.File], new Suspicion(SuspicionType.SharedIds, kinds.First(k => k != FactKinds.Contacts), file.Duplicates.Shared, file.Facts));
        }
    }

    // Where usage names its subscription, that subscription's start says more than the account's first.
    private static bool IsFoundByOwner(Mapping mapping, FactKind kind) =>
        mapping.Files.SelectMany(f => f.Facts).Where(f => f.Kind == kind).All(f => f.Account is [AccountSource.Via]);

    private static IReadOnlyCollection<FactField> Mapped(Mapping mapping, FactKind kind) =>
    [
        .. mapping.Files.SelectMany(f => f.Facts).Where(f => f.Kind == kind).SelectMany(f => f.Fields)
            .Where(f => f.Source is FieldSource.Column).Select(f => f.Field).DistinctBy(f => f.Index).OrderBy(f => f.Index),
    ];
}
