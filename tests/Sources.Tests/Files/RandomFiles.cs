using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Files of a few kinds with garbage between the good rows, and mappings that use all that a mapping can say.</summary>
internal sealed record RandomFiles(string Mapping, byte[] Tickets, byte[] Usage, byte[] Subscriptions, byte[] Companies, byte[] Contacts, int BlockSize, int Threads)
{
    internal static readonly string[] Ids = ["t1", "t2", "t3", "42", "a-rather-long-identifier-7", "a-rather-long-identifier-8", "ß1", ""];
    internal static readonly string[] Accounts = ["acme", "bolt", "a", "Zoë & Söhne", "0123456789abcdef", "0123456789abcdefg", "NULL", "", " acme ", "\u00A0bolt\u2003"];
    internal static readonly string[] Times =
    [
        "2024-01-01", "2024-02-29", "2023-02-29", "2024-03-31 02:30", "2024-03-31T02:30:00", "2024-10-27 02:30:00", "2024-01-01T10:20:30Z",
        "2024-01-01 10:20:30Z", "2024-01-01t10:20:30z", "2024-01-01T24:00:00Z", "2024-01-01T10:60:30Z", "2024-01-01T1:20:30:Z", "2024-01-01T10:20:30.5Z",
        "2024-01-01T10:20:30+02:00", "2024-01-01T10:20:30,123456789-0330", "31-01-2024", "12-31-2024", "1704067200", "-5", "0001-01-01", "9999-12-31T23:59:59Z",
        "9999-12-31", "", "  2024-01-05  ", "soon", "NULL", "n/a", "2024-1-1", "２０２４-01-01", "2024-01-01T10:20:3０Z", "0001-01-01T00:00:00",
    ];

    internal static readonly string[] Numbers =
    [
        "1", "0", "-0", "007", "3.5", "1e3", "1,5", "123456789012345", "1234567890123456", "9007199254740993", "0.1", "-2", "+4", " 5 ", "", "NaN", "∞", "x",
        "NULL", "n/a", "19.99", "19.999", "1999.00", ".5", "5.", "1e400", "1 2", "99999999999999999999999999999",
    ];

    internal static readonly string[] Words =
    [
        "low", "urgent", "high", "", "  low", "Low", "true", "FALSE", "y", "0", "ﬁ", "e\u0301", "NULL", "\t", "a\tb", "日本", "\"", "5\" pipe", "\uFEFF", "x\u0085",
        "a text that is longer than any slot of an interner", "a text that is longer than any slot of an interneR",
    ];

    private static readonly string[] Addresses =
    [
        "anna@acme.com", "Ben@BOLT.example", "cleo@eu.acme.com", "anna+jan@acme.com", "dora@gmail.com", "dora@nowhere.example", " anna@acme.com ", "", "NULL",
        "no address", "ünal@münchen.example", "eva@xn--mnchen-3ya.example", "eu.acme.com", "https://www.bolt.example/x", "acme.co.uk", "x@y@acme.com", "\u00A0anna@acme.com",
    ];

    private static readonly string[] SalesIds = ["001A0000006Vm9u", "001A0000006Vm9uIAC", "001a0000006vm9uiac", "acme", "bolt", "core", "", "001A0000006Vm9uIAD"];

    internal static readonly string[] Flags = ["true", "FALSE", "yes", "No", "1", "0", "t", "N", "", "maybe", "TRUE "];

    private static readonly byte[][] Garbage =
    [
        "\n"u8.ToArray(), "\r\n"u8.ToArray(), ",,,,,,,\n"u8.ToArray(), "  ,\t,,,,,,\r\n"u8.ToArray(), "one cell\n"u8.ToArray(), "a,b,c\n"u8.ToArray(),
        "t9,acme,\"never closed,2024-01-01,,,1,\n"u8.ToArray(), "t9,acme,\"closed\" early,2024-01-01,,,1,\n"u8.ToArray(), [0xFF, 0xFE, (byte)'\n'],
        "t8,acme,lo\0w,2024-01-01,,1,2,3\n"u8.ToArray(), [.. "t8,acme,caf"u8, 0xE9, .. ",2024-01-01,,1,2,3\n"u8], [.. "t8,ac"u8, 0xC3, .. "me,,2024-01-01,,1,2,3\r\n"u8],
        "t7,acme,low,2024-01-01,,1,2,3,4,5\n"u8.ToArray(), "\"t\n7\",acme,\"lo\r\nw\",2024-01-01,,1,2,3\n"u8.ToArray(), "\r\r\n"u8.ToArray(), ",\r,,,,,,\n"u8.ToArray(),
        ",acme,low,2024-01-01,,1,2,3\n"u8.ToArray(), "\"\",\"\",,,,,,\n"u8.ToArray(),
    ];

    public static Gen<RandomFiles> Cases =>
        from delimiter in Gen.Elements(",", ";", "|", "tab")
        from mapping in Mappings(delimiter)
        let separator = delimiter == "tab" ? "\t" : delimiter
        from tickets in File("id,account,priority,opened,solved,csat,escalated,extra", separator, [Ids, [.. Accounts, .. SalesIds], [.. Words, .. Addresses], Times, Times, Numbers, Flags, [.. Addresses, .. Words]])
        from usage in File("sub,at,user,event,quantity,duration", separator, [["s1", "s2", "s3", "s9", ""], Times, Words, Words, Numbers, Numbers])
        from subscriptions in File("id,account,plan,from,to,mrr,seats,state", separator, [["s1", "s2", "s3"], Accounts, Words, Times, Times, Numbers, Numbers, ["won", "lost", "open", " won ", ""]])
        from companies in File("id,domains,at", separator, [SalesIds, ["acme.com", "acme.com bolt.example", "eu.acme.com", "gmail.com", "", "xn--mnchen-3ya.example", "co.uk"], ["", "2024-01-01", "2024-02-01"]])
        from contacts in File("id,account,email,primary,at", separator, [Ids, SalesIds, Addresses, Flags, ["", "2024-01-01", "2024-02-01"]])
        from blockSize in Gen.Choose(8192, 20_000)
        from threads in Gen.Choose(1, 3)
        select new RandomFiles(mapping, tickets, usage, subscriptions, companies, contacts, blockSize, threads);

    public void WriteTo(TestFolder folder)
    {
        folder.Write("tickets.csv", Tickets).WriteGzip("usage.csv.gz", Usage).Write("subs.csv", Subscriptions)
            .Write("companies.csv", Companies).Write("contacts.csv", Contacts);
    }

    public override string ToString() => $"{Mapping}\n--- tickets\n{Encoding.Latin1.GetString(Tickets)}\n--- usage\n{Encoding.Latin1.GetString(Usage)}\n--- subs\n{Encoding.Latin1.GetString(Subscriptions)}\n--- companies\n{Encoding.Latin1.GetString(Companies)}\n--- contacts\n{Encoding.Latin1.GetString(Contacts)}\nblocks of {BlockSize}, {Threads} threads";

    internal static Gen<string> Mappings(string delimiter) =>
        from zone in Gen.Elements("UTC", "Europe/Berlin", "Pacific/Apia", "Etc/UTC")
        from dates in Gen.Elements("iso", "[iso, dd-MM-yyyy]", "[dd-MM-yyyy, iso]", "epoch_s", "[iso, epoch_s]")
        from absent in Gen.Elements("[]", "[NULL]", "[NULL, n/a]", "low")
        from id in Gen.Elements("id: id, ", "id: { constant: one }, ", "")
        from at in Gen.Elements("at: opened, ", "", "at: opened, updated_at: solved, ", "recorded_at: solved, ")
        from filter in Gen.Elements("", "where: { priority: [low, high] }, ", "where: { priority: { not: \"\" }, escalated: [\"true\", \"1\", \"\"] }, ")
        from priority in Gen.Elements("priority", "{ column: priority, words: { urgent: critical, Low: low } }", "{ column: priority, words: { low: low, urgent: critical, high: high }, strict: true }", "{ constant: low }")
        from csat in Gen.Elements("csat", "{ column: csat, words: { x: 7, \"\": 1 } }", "{ constant: 3 }")
        from mrr in Gen.Elements("mrr", "{ column: mrr, unit: major }")
        from currency in Gen.Elements("", "currency: plan, ", "currency: { constant: JPY }, ", "currency: { column: state, words: { won: jpy, lost: KWD, open: EUR }, strict: true }, ", "currency: { column: state, words: { won: JPY, lost: KWD } }, ")
        from known in Gen.Elements("any", "known")
        from owner in Gen.Elements("account", "account", "[account, { email: extra }]", "{ email: extra }", "[{ domain: extra }, { column: id, via: subscriptions }]", "[{ column: id, via: subscriptions }, { email: priority }, { domain: extra }, account]")
        from ownerOfContact in Gen.Elements("account", "[account, { domain: email }]")
        from user in Gen.Elements("user: user, ", "")
        select $$"""
            mapping: random
            zone: {{zone}}
            dates: {{dates}}
            absent: {{absent}}
            accounts: {{known}}
            files:
              - file: usage.csv
                delimiter: "{{delimiter}}"
                into:
                  - { kind: usage, account: { column: sub, via: subscriptions }, at: at, fields: { {{user}}event: event, quantity: quantity, duration: duration } }
                  - { kind: usage, account: sub, at: at, columns: { as: event, into: quantity, names: [quantity, duration] }, fields: { user: user } }
              - file: tickets.csv
                delimiter: "{{delimiter}}"
                into:
                  - { kind: tickets, {{id}}account: {{owner}}, {{at}}{{filter}}fields: { priority: {{priority}}, opened_at: opened, solved_at: { column: solved, dates: [iso, epoch_ms] }, csat: {{csat}}, escalated: escalated } }
                  - { kind: surveys, id: id, account: account, at: opened, where: { csat: { not: "" } }, fields: { csat: csat, comment: extra } }
              - file: contacts.csv
                delimiter: "{{delimiter}}"
                into: { kind: contacts, id: id, account: {{ownerOfContact}}, fields: { joined_at: at, email: email, is_primary: primary } }
              - file: companies.csv
                delimiter: "{{delimiter}}"
                into: { kind: companies, account: id, fields: { domain: domains } }
              - file: subs.csv
                delimiter: "{{delimiter}}"
                into:
                  - { kind: subscriptions, id: id, account: account, fields: { plan: plan, {{currency}}mrr: {{mrr}}, starts_at: from, ends_at: to } }
                  - { kind: subscriptions, id: { constant: seats }, account: account, at: from, where: { state: { not: "" } }, fields: { seats: seats } }
                  - { kind: outcomes, account: account, at: to, where: { state: [won, lost] }, fields: { type: { column: state, words: { won: renewed, lost: churned } } } }
            """;

    private static Gen<byte[]> File(string header, string separator, string[][] columns)
    {
        var cells = columns.Select(texts => Gen.Frequency((8, Gen.Elements(texts.Take(3).ToArray())), (3, Gen.Elements(texts)))).ToArray();
        var row = from values in Gen.CollectToArray(cells)
                  from quotes in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(0, 255)))
                  from end in Gen.Frequency((5, Gen.Constant("\n")), (1, Gen.Constant("\r\n")))
                  select Encoding.UTF8.GetBytes(string.Join(separator, values.Select((v, i) => Cell(v, separator, (quotes >> i & 1) == 1))) + end);
        var garbage = Gen.Elements(Garbage).Select(g => Array.ConvertAll(g, b => b == (byte)',' ? (byte)separator[0] : b));
        return from rows in Gen.Frequency((1, row.ListOf()), (1, row.ListOf(600)), (1, Gen.Frequency((30, row), (1, garbage)).ListOf(500)), (1, Gen.Frequency((2, row), (1, garbage)).ListOf(30)))
               from hasLastEnd in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
               let whole = rows.SelectMany(r => r).ToArray()
               select (byte[])[.. Encoding.UTF8.GetBytes(header.Replace(",", separator, StringComparison.Ordinal) + "\n"), .. hasLastEnd || whole.Length == 0 ? whole : whole[..^1]];
    }

    private static string Cell(string text, string separator, bool isQuoted) =>
        isQuoted || text.Contains(separator, StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
