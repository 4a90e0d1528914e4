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

    public TextPool Texts { get; } = new();

    public DuplicateCheck Duplicates { get; } = new();
}
