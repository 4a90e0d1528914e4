using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Signals;

/// <summary>What the syntaxes of measures share: reading nested measures, kinds, fields and selections, with findings.</summary>
/// <param name="document">Takes the findings.</param>
/// <param name="currency">What measures convert money to; null where the model names no currency.</param>
public sealed class MeasureReader(DocumentReader document, ReportingCurrency? currency = null)
{
    private static readonly string[] SelectionKeys = ["where", "window", "on", "while", "contacts"];

    public DocumentReader Document => document;

    /// <summary>What the amounts of a field are converted to; null for fields that hold no money.</summary>
    public ReportingCurrency? CurrencyOf(FactField field) => field.Type == FieldType.Money ? currency : null;

    /// <summary>Reads <c>{ count: usage, window: 30d }</c>; null after noting what is wrong.</summary>
    public Measure? Read(DocumentNode node)
    {
        if (Document.Mapping(node, "A measure") is not { } mapping)
        {
            return null;
        }

        var syntaxes = MeasureCatalogue.All.Where(s => mapping[s.Keyword] is not null).ToArray();
        if (syntaxes.Length == 1)
        {
            return syntaxes[0].Read(this, mapping);
        }

        if (syntaxes.Length > 1)
        {
            Document.Error(mapping.Position, $"A measure says one thing; this one says {string.Join(" and ", syntaxes.Select(s => s.Keyword))}.");
            return null;
        }

        var words = MeasureCatalogue.All.Select(s => s.Keyword).ToArray();
        var first = mapping.Entries.FirstOrDefault(e => e.Key != "in" && !SelectionKeys.Contains(e.Key, StringComparer.Ordinal));
        Document.Error(
            first?.KeyPosition ?? mapping.Position,
            first is null ? $"A measure needs one of {string.Join(", ", words)}." : $"There is no measure '{first.Key}'.{Suggestion.For(first.Key, words)}");
        return null;
    }

    /// <summary>
    /// Field and selection of a measure such as <c>{ sum: amount, in: invoices, while: overdue }</c>; null after noting
    /// what is wrong with either.
    /// </summary>
    /// <param name="fitting">What kind of field the keyword takes, in words.</param>
    public (FactField Field, Selection Selection)? FieldAndSelection(
        DocumentNode.Mapping mapping, string keyword, string fitting, Func<FactField, bool> fits, params string[] otherKeys)
    {
        if (Document.Required(mapping, "in", $"'{keyword}'") is not { } node || Kind(node) is not { } kind)
        {
            return null;
        }

        var field = Field(mapping[keyword]!, kind, fitting, fits);
        var selection = Selection(mapping, kind, [keyword, "in", .. otherKeys]);
        return field is null || selection is null ? null : (field, selection);
    }

    /// <summary>The selection of a measure that names the kind itself, such as <c>{ count: usage }</c>.</summary>
    public Selection? SelectionOfKeyword(DocumentNode.Mapping mapping, string keyword, params string[] otherKeys) =>
        Kind(mapping[keyword]!) is { } kind ? Selection(mapping, kind, [keyword, .. otherKeys]) : null;

    public FactKind? Kind(DocumentNode node)
    {
        if (Document.Text(node, "A kind of facts") is not { } name)
        {
            return null;
        }

        if (FactKinds.Find(name) is { } kind)
        {
            return kind;
        }

        Document.Error(node.Position, $"There are no facts '{name}'.{Suggestion.For(name, [.. FactKinds.All.Select(k => k.Name)])}");
        return null;
    }

    /// <summary>A field of the kind that passes <paramref name="fits"/>; null after noting what is wrong.</summary>
    /// <param name="fitting">What kind of field is wanted, in words.</param>
    public FactField? Field(DocumentNode node, FactKind kind, string fitting, Func<FactField, bool> fits) =>
        Document.Text(node, "A field") is { } name ? Field(name, node.Position, kind, fitting, fits) : null;

    public FactField? Field(string name, Position position, FactKind kind, string fitting, Func<FactField, bool> fits)
    {
        var fields = kind.Fields.Where(fits).Select(f => f.Name).ToArray();
        if (kind.Find(name) is { } field && fits(field))
        {
            return field;
        }

        Document.Error(position, fields.Length == 0 ? $"{kind} have no {fitting}." : $"{kind} have no {fitting} '{name}'.{Suggestion.For(name, fields)}");
        return null;
    }

    /// <summary>The duration from asking to answering; null after noting that the kind has none.</summary>
    public FactField? ResponseTimeOf(FactKind kind, Position position)
    {
        if (kind.Find("response_time") is { Span: not null } field)
        {
            return field;
        }

        var kinds = FactKinds.All.Where(k => k.Find("response_time") is not null).Select(k => k.Name);
        Document.Error(position, $"{kind} ask for no response. Allowed: {string.Join(", ", kinds)}.");
        return null;
    }

    public ImmutableArray<Condition> Conditions(DocumentNode? where, FactKind kind) => ConditionSyntax.Read(Document, where, kind, currency: currency);

    /// <summary>The <c>where</c>, <c>window</c>, <c>on</c> and <c>while</c> of a measure; null after noting what is wrong.</summary>
    public Selection? Selection(DocumentNode.Mapping mapping, FactKind kind, string[] ownKeys)
    {
        Document.AllowOnly(mapping, $"A measure of {kind}", [.. ownKeys, .. SelectionKeys]);
        var errors = Document.Findings.Count;
        var selection = new Selection
        {
            Kind = kind,
            Where = Conditions(mapping["where"], kind),
            WindowDays = Document.Days(mapping["window"], "window"),
            On = mapping["on"] is { } on ? Field(on, kind, "moment", f => f.Type == FieldType.Moment) : null,
            While = mapping["while"] is { } state ? State(state, kind) : null,
            Contacts = mapping["contacts"] is { } contacts ? Contacts(contacts, kind) : [],
        };
        if (selection is { On: not null, WindowDays: null })
        {
            Document.Error(mapping["on"]!.Position, "'on' says which moment a window looks at: add 'window', such as window: 90d.");
        }

        return Document.Findings.Count == errors ? selection : null;
    }

    private ImmutableArray<Condition> Contacts(DocumentNode node, FactKind kind)
    {
        if (Signals.Selection.PersonOf(kind) is null)
        {
            Document.Error(node.Position, $"{kind} name no contact and no user.");
        }

        return ConditionSyntax.Read(Document, node, FactKinds.Contacts, "contacts");
    }

    private FactState? State(DocumentNode node, FactKind kind)
    {
        if (kind.States.IsEmpty)
        {
            Document.Error(node.Position, $"{kind} have no states.");
            return null;
        }

        return Document.OneOf(node, $"The state of {kind}", [.. kind.States.Select(s => s.Name)]) is { } name ? kind.FindState(name) : null;
    }
}
