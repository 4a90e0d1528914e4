using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Short ways to map and import in tests.</summary>
internal static class Importing
{
    /// <summary>Tickets with a number and two times, one account column.</summary>
    public const string Tickets = """
        mapping: test
        files:
          - file: tickets.csv
            into:
              - kind: tickets
                id: id
                account: account
                fields: { priority: priority, opened_at: opened, solved_at: solved, csat: csat }
        """;

    public const string Header = "id,account,priority,opened,solved,csat\n";

    public static Mapping Map(string yaml)
    {
        var result = MappingReader.Read(yaml);
        Assert.Empty(result.Findings);
        return result.Mapping!;
    }

    public static async Task<(List<Fact> Facts, ImportReport Report)> ImportAsync(TestFolder folder, Mapping mapping)
    {
        var report = new ImportReport();
        var facts = new List<Fact>();
        await foreach (var fact in new FolderSource(folder.Root, mapping).ReadAsync(report, TestContext.Current.CancellationToken))
        {
            facts.Add(fact);
        }

        return (facts, report);
    }

    public static async Task<(List<Fact> Facts, ImportReport Report)> ImportAsync(string yaml, params (string File, string Text)[] files)
    {
        using var folder = new TestFolder();
        foreach (var (file, text) in files)
        {
            folder.Write(file, text);
        }

        return await ImportAsync(folder, Map(yaml));
    }

    public static Task<(List<Fact> Facts, ImportReport Report)> TicketsAsync(string rows) =>
        ImportAsync(Tickets, ("tickets.csv", Header + rows));

    public static string Show(Fact fact) =>
        $"{fact.Kind} {fact.Account} {fact.Id} at {fact.At} {string.Join(' ', fact.Kind.Fields.Where(f => !fact.Values[f.Index].Equals(default)).Select(f => $"{f.Name}={fact.Values[f.Index]}"))}";
}
