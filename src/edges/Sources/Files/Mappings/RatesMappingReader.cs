using Mainstay.Core.Documents;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads <c>rates: { file: rates.csv, date: day, from: base, to: currency, rate: value }</c>.</summary>
internal static class RatesMappingReader
{
    private const string What = "'rates'";

    public static RatesMapping? Read(Scope outer, DocumentNode node)
    {
        var reader = outer.Reader;
        if (reader.Mapping(node, What) is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, What, "file", "delimiter", "dates", "date", "from", "to", "rate");
        var file = FileMappingReader.ReadName(reader, reader.Required(mapping, "file", What));
        if (file is not null && FileMappingReader.IsJsonLines(file))
        {
            reader.Error(mapping["file"]!.Position, $"'{file}' holds JSON lines. Rates are read from CSV files.");
        }

        var date = reader.Text(reader.Required(mapping, "date", What), "'date'");
        var from = Currency(reader, reader.Required(mapping, "from", What), "'from'");
        var to = Currency(reader, reader.Required(mapping, "to", What), "'to'");
        var rate = reader.Text(reader.Required(mapping, "rate", What), "'rate'");
        return file is null || date is null || from is null || to is null || rate is null ? null : new RatesMapping
        {
            File = file,
            Delimiter = FileMappingReader.ReadDelimiter(reader, mapping["delimiter"]),
            Date = date,
            From = from,
            To = to,
            Rate = rate,
            Formats = outer.With(mapping).Dates,
        };
    }

    private static RateCurrency? Currency(DocumentReader reader, DocumentNode? node, string what)
    {
        if (node is not DocumentNode.Mapping constant)
        {
            return reader.Text(node, what) is { } column ? new RateCurrency(column, IsConstant: false) : null;
        }

        reader.AllowOnly(constant, what, "constant");
        if (reader.Text(reader.Required(constant, "constant", what), what) is not { } code)
        {
            return null;
        }

        if (Core.Facts.Currencies.Currency.IsCode(code))
        {
            return new RateCurrency(Core.Facts.Currencies.Currency.Named(code)!, IsConstant: true);
        }

        reader.Error(constant["constant"]!.Position, $"{what} must be a code of three letters such as EUR, but is '{code}'.");
        return null;
    }
}
