using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>How the files of a folder become facts: one mapping describes one export of a company's systems.</summary>
public sealed record Mapping
{
    public required string Name { get; init; }

    /// <summary>The workspace's time zone: dates, and times written without an offset, are read in it.</summary>
    public required Calendar Calendar { get; init; }

    /// <summary>Texts that mean "no value" beside the empty cell, such as NULL.</summary>
    public required ImmutableArray<string> Absent { get; init; }

    /// <summary>What the author said about a kind's stream. Kinds that are not named are connected when a file feeds them.</summary>
    public required ImmutableDictionary<FactKind, Stream> Streams { get; init; }

    /// <summary>The bad rows that are no reason for a command to fail.</summary>
    public Tolerated Tolerated { get; init; }

    /// <summary>The exchange table; null where the folder has none.</summary>
    public RatesMapping? Rates { get; init; }

    /// <summary>In the order of the document; each file once.</summary>
    public required ImmutableArray<FileMapping> Files { get; init; }

    public IEnumerable<FileMapping> FilesThatFeed(FactKind kind) => Files.Where(f => f.Facts.Any(m => m.Kind == kind));
}

/// <summary>One file and the kinds of facts each of its rows can become.</summary>
public sealed record FileMapping
{
    /// <summary>Relative to the folder, with forward slashes; the same name with <c>.gz</c> is looked for too.</summary>
    public required string File { get; init; }

    /// <summary>Each line is a JSON object, and columns are paths of its properties. Told by the name: .ndjson, .jsonl or .json.</summary>
    public bool IsJsonLines { get; init; }

    /// <summary>One ASCII character; says nothing of JSON lines.</summary>
    public char Delimiter { get; init; } = ',';

    public required ImmutableArray<FactMapping> Facts { get; init; }
}
