using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>
/// The order in which files are read: one that says whose the facts of another are (the subscriptions that usage names, the
/// contacts and companies whose addresses and domains tickets name) comes before it.
/// </summary>
internal static class ReadingOrder
{
    /// <summary>The order of the document, changed only where it must be. Files in a cycle are left out.</summary>
    public static ImmutableArray<FileMapping> Of(IReadOnlyList<FileMapping> files)
    {
        var ordered = ImmutableArray.CreateBuilder<FileMapping>(files.Count);
        var left = files.ToList();
        while (left.Find(file => !Needs(file, files).Any(left.Contains)) is { } next)
        {
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered.ToImmutable();
    }

    /// <summary>The files that must be read before <paramref name="file"/>; itself when it looks accounts up in itself.</summary>
    public static IEnumerable<FileMapping> Needs(FileMapping file, IReadOnlyList<FileMapping> files) =>
        Ways(file).SelectMany(way => files.Where(f => f.Facts.Any(m => Answers(m, way))));

    /// <summary>Notes lookups that no file can answer and files that wait for each other.</summary>
    public static void Check(DocumentReader reader, IReadOnlyList<(FileMapping Mapping, Position Position)> files)
    {
        var mappings = files.Select(f => f.Mapping).ToArray();
        var ordered = Of(mappings);
        foreach (var (file, position) in files)
        {
            foreach (var kind in Kinds(file).Where(kind => !mappings.Any(f => f.Facts.Any(m => Provides(m, kind)))))
            {
                reader.Error(position, $"'{file.File}' finds its accounts via {kind}, but no file of this mapping gives {kind} with an id column.");
            }

            if (Needs(file, mappings).Contains(file))
            {
                reader.Error(position, $"'{file.File}' finds accounts by what only its own rows tell. Give it an account column, or leave out 'accounts: known'.");
            }
            else if (!ordered.Contains(file))
            {
                reader.Error(position, $"'{file.File}' finds its accounts via a file that waits for it in turn. Give one of them an account column.");
            }
        }
    }

    public static bool Provides(FactMapping fact, FactKind kind) => fact.Kind == kind && fact.Id is IdSource.Column;

    private static bool Answers(FactMapping fact, AccountSource way) => way switch
    {
        AccountSource.Via via => Provides(fact, via.Kind),
        AccountSource.Email => fact.Kind == FactKinds.Companies || fact.Kind == FactKinds.Contacts,
        AccountSource.Domain or AccountSource.Column { IsKnown: true } => fact.Kind == FactKinds.Companies,
        _ => false,
    };

    private static IEnumerable<FactKind> Kinds(FileMapping file) => Ways(file).OfType<AccountSource.Via>().Select(v => v.Kind).Distinct();

    private static IEnumerable<AccountSource> Ways(FileMapping file) => file.Facts.SelectMany(f => f.Account).Distinct();
}
