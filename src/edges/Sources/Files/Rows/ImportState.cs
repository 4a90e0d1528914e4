using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>What the files of one import share.</summary>
internal sealed class ImportState(string folder, Mapping mapping, ImportReport report, IProgress<ImportProgress>? progress, AccountIndex accounts)
{
    public string Folder => folder;

    public Mapping Mapping => mapping;

    public ImportReport Report => report;

    public IProgress<ImportProgress>? Progress => progress;

    public AccountIndex Accounts => accounts;

    /// <summary>Told of every fact that is nobody's.</summary>
    public Action<ClaimedFact>? Claimed { get; init; }

    /// <summary>Whether <see cref="Claimed"/> is told of facts too whose account was found.</summary>
    public bool TellsFound { get; init; }

    /// <summary>Whether <see cref="Claimed"/> is told the cells of unmatched rows.</summary>
    public bool KeepsCells { get; init; }

    /// <summary>What happened later than this, in microseconds, has not happened yet.</summary>
    public long Latest { get; init; } = long.MaxValue;

    public TextPool Texts { get; } = new();

    public DuplicateCheck Duplicates { get; } = new();
}
