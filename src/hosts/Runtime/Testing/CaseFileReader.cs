using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Models;
using Calendar = Mainstay.Core.Facts.Calendar;

namespace Mainstay.Runtime.Testing;

/// <summary>
/// Reads the cases of a test file. What stands at the top of the file (as_of, connected, facts) holds for every case that
/// does not say otherwise; of facts, a kind that a case names replaces the file's. <c>others</c> are further accounts of the case, by their ids.
/// </summary>
internal sealed class CaseFileReader(DocumentReader reader, HealthModel model, ImmutablePlaybooks playbooks, Calendar calendar, Book? book)
{
    /// <summary>The id of the account that a case is about; what belongs to it names it as its parent.</summary>
    private const string OfCase = "account";

    private static readonly string[] KeysWritten = ["case", "as_of", "from", "expect", "connected", "rejected", "facts", "others"];
    private static readonly string[] KeysOverFiles = ["case", "as_of", "from", "expect", "account"];

    private readonly ExpectationReader _expectations = new(reader, model, playbooks);

    public ImmutableArray<ModelCase> Read(DocumentNode.Mapping file)
    {
        if (reader.Required(file, "cases", "A test file") is not { } list)
        {
            return [];
        }

        var cases = DocumentReader.Items(list).Select(node => Case(file, node)).OfType<ModelCase>().ToImmutableArray();
        foreach (var twice in cases.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            reader.Error(twice.Last().Position, $"There is already a case '{twice.Key}'.");
        }

        return cases;
    }

    private ModelCase? Case(DocumentNode.Mapping file, DocumentNode node)
    {
        if (reader.Mapping(node, "A case") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "A case", book is null ? KeysWritten : KeysOverFiles);
        var name = reader.Text(reader.Required(mapping, "case", "A case"), "case");
        var asOf = Date(mapping["as_of"] ?? file["as_of"] ?? reader.Required(mapping, "as_of", "A case"), "as_of");
        var from = Date(mapping["from"], "from") ?? asOf;
        var expectations = reader.Required(mapping, "expect", "A case") is { } expect ? _expectations.Read(expect).ToImmutableArray() : [];
        if (name is null || asOf is not { } day || from is not { } first)
        {
            return null;
        }

        if (first > day)
        {
            reader.Error(mapping["from"]!.Position, "'from' lies after 'as_of'.");
        }

        var accounts = book ?? Written(file, mapping, day);
        return (book is null ? accounts.Find(OfCase) : Account(mapping)) is { } history
            ? new ModelCase { Name = name, Position = mapping.Position, AsOf = day, From = first, History = history, Book = accounts.Accounts, Expectations = expectations }
            : null;
    }

    private AccountHistory? Account(DocumentNode.Mapping mapping)
    {
        if (reader.Text(reader.Required(mapping, "account", "A case over files"), "account") is not { } account)
        {
            return null;
        }

        var history = book!.Find(account);
        if (history is null)
        {
            reader.Error(mapping["account"]!.Position, $"The files have no account '{account}'.{Near(account)}");
        }

        return history;
    }

    private string Near(string account) => Suggestion.Nearest(account, book!.Accounts.Select(a => a.AccountId)) is { } near ? $" Did you mean '{near}'?" : "";

    private Book Written(DocumentNode.Mapping file, DocumentNode.Mapping mapping, DateOnly asOf)
    {
        var builder = new BookBuilder(calendar);
        foreach (var kind in (mapping["connected"] ?? file["connected"]) is { } named ? Kinds(named) : [.. FactKinds.All])
        {
            builder.Connect(kind, Core.Facts.Stream.Connected);
        }

        foreach (var kind in mapping["rejected"] is { } rejected ? Kinds(rejected) : [])
        {
            builder.Taint(OfCase, kind, from: null);
        }

        var facts = Facts(file["facts"]);
        foreach (var (kind, node) in Facts(mapping["facts"]))
        {
            facts[kind] = node;
        }

        Add(builder, OfCase, facts, asOf);
        if (mapping["others"] is { } others && reader.Mapping(others, "others") is { } byAccount)
        {
            foreach (var entry in byAccount.Entries)
            {
                Add(builder, entry.Key, Facts(entry.Value), asOf);
            }
        }

        return builder.Build();
    }

    private void Add(BookBuilder builder, string account, Dictionary<FactKind, DocumentNode> facts, DateOnly asOf)
    {
        var rowReader = new FactRowReader(reader, calendar, asOf);
        var rows = facts.OrderBy(f => f.Key.Index).SelectMany(f => rowReader.Read(f.Key, account, f.Value)).ToList();
        if (rows.Count == 0)
        {
            // An account comes into being with a fact, and that of a case is there even without any.
            rows.Add(Fact.Of(FactKinds.Companies, account, account, Instant.MinValue));
        }

        rows.ForEach(fact => builder.Add(fact));
    }

    private Dictionary<FactKind, DocumentNode> Facts(DocumentNode? node)
    {
        var facts = new Dictionary<FactKind, DocumentNode>();
        if (node is null || reader.Mapping(node, "facts") is not { } mapping)
        {
            return facts;
        }

        foreach (var entry in mapping.Entries)
        {
            if (FactKinds.Find(entry.Key) is { } kind)
            {
                facts[kind] = entry.Value;
            }
            else
            {
                reader.Error(entry.KeyPosition, $"There are no facts '{entry.Key}'.{Suggestion.For(entry.Key, [.. FactKinds.All.Select(k => k.Name)])}");
            }
        }

        return facts;
    }

    private FactKind[] Kinds(DocumentNode node) =>
    [
        .. DocumentReader.Items(node)
            .Select(item => reader.OneOf(item, "A kind of facts", [.. FactKinds.All.Select(k => k.Name)]))
            .OfType<string>()
            .Select(name => FactKinds.Find(name)!),
    ];

    private DateOnly? Date(DocumentNode? node, string what)
    {
        if (reader.Text(node, what) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        reader.Error(node!.Position, $"{what} must be a date such as 2026-01-31, but is '{text}'.");
        return null;
    }
}
