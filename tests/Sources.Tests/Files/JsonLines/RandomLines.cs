using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Mainstay.Sources.Tests.Files.JsonLines;

/// <summary>The files of <see cref="RandomFiles"/> as JSON lines: values written in all the ways there are, garbage between the good lines.</summary>
internal sealed record RandomLines(string Mapping, byte[] Tickets, byte[] Usage, byte[] Subscriptions, int BlockSize, int Threads)
{
    private static readonly byte[][] Garbage =
    [
        "\n"u8.ToArray(), " \t\r\n"u8.ToArray(), "{\n"u8.ToArray(), "[1]\n"u8.ToArray(), "\"text\"\n"u8.ToArray(), "12\n"u8.ToArray(), "{}\n"u8.ToArray(), "null\n"u8.ToArray(),
        "{\"id\":\"t9\",\"account\":\"acme\"\n"u8.ToArray(), "{\"id\":\"t9\",\"account\":\"acme\",}\n"u8.ToArray(), "{\"id\":\"t9\",\"account\":\"acme\"},\n"u8.ToArray(),
        "{\"id\":\"t9\",\"id\":\"t8\",\"account\":\"acme\"}\n"u8.ToArray(), "{\"account\":\"acme\",\"id\":1}{\"id\":2}\n"u8.ToArray(), "{\"account\":\"acme\",\"id\":t9}\n"u8.ToArray(),
        "{'id':'t9'}\n"u8.ToArray(), "{\"account\":\"acme\",\"id\":\"never closed}\r\n"u8.ToArray(), "{\"account\":\"acme\",\"id\":01}\n"u8.ToArray(), "{\"account\":\"acme\",\"id\":NaN}\n"u8.ToArray(),
        [.. "{\"account\":\"acme\",\"id\":\"caf"u8, 0xE9, .. "\"}\n"u8], [.. "{\"account\":\"acme\",\"other\":\"caf"u8, 0xE9, .. "\"}\n"u8], [.. "{\"account\":\"ac"u8, 0xC3, .. "\\u00e9\",\"id\":1}\n"u8],
        "{\"account\":\"acme\",\"id\":\"\\ud800\"}\n"u8.ToArray(), "{\"account\":\"acme\",\"id\":\"a\\u0000b\"}\n"u8.ToArray(), "{\"account\":\"acme\",\"id\":\"a\0b\"}\n"u8.ToArray(),
        "{\"\\ud800\":1,\"acc\\u006funt\":\"acme\",\"id\":1}\n"u8.ToArray(), "{\"account\":\"acme\",\"extra\":{\"note\":{\"0\":\"x\"}}}\n"u8.ToArray(), "{\"account\":\"acme\",\"extra\":{\"note\":[[1],2]}}\n"u8.ToArray(),
        Encoding.UTF8.GetBytes($"{{\"account\":\"acme\",\"x\":{new string('[', 70)}{new string(']', 70)}}}\n"), Encoding.UTF8.GetBytes($"{{\"account\":\"acme\",\"id\":\"{new string('x', 70_000)}\"}}\n"),
        [0xFF, 0xFE, (byte)'\n'],
    ];

    public static Gen<RandomLines> Cases =>
        from mapping in RandomFiles.Mappings(",")
        from tickets in File(("id", RandomFiles.Ids), ("account", RandomFiles.Accounts), ("priority", RandomFiles.Words), ("opened", RandomFiles.Times), ("solved", RandomFiles.Times), ("csat", RandomFiles.Numbers), ("escalated", RandomFiles.Flags), ("extra.note.0", RandomFiles.Words))
        from usage in File(("sub", ["s1", "s2", "s3", "s9", ""]), ("at", RandomFiles.Times), ("who.email", RandomFiles.Words), ("event", RandomFiles.Words), ("quantity", RandomFiles.Numbers), ("duration", RandomFiles.Numbers))
        from subscriptions in File(("id", ["s1", "s2", "s3"]), ("account", RandomFiles.Accounts), ("plan", RandomFiles.Words), ("from", RandomFiles.Times), ("to", RandomFiles.Times), ("mrr", RandomFiles.Numbers), ("seats", RandomFiles.Numbers), ("state", ["won", "lost", "open", " won ", ""]))
        from blockSize in Gen.Choose(8192, 20_000)
        from threads in Gen.Choose(1, 3)
        select new RandomLines(Adapted(mapping), tickets, usage, subscriptions, blockSize, threads);

    public void WriteTo(TestFolder folder)
    {
        folder.Write("tickets.ndjson", Tickets).WriteGzip("usage.ndjson.gz", Usage).Write("subs.ndjson", Subscriptions);
    }

    public override string ToString() => $"{Mapping}\n--- tickets\n{Encoding.Latin1.GetString(Tickets)}\n--- usage\n{Encoding.Latin1.GetString(Usage)}\n--- subs\n{Encoding.Latin1.GetString(Subscriptions)}\nblocks of {BlockSize}, {Threads} threads";

    private static string Adapted(string mapping) =>
        Regex.Replace(mapping, @"\s+delimiter: .*", "", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Replace(".csv", ".ndjson", StringComparison.Ordinal)
            .Replace("comment: extra", "comment: extra.note.0", StringComparison.Ordinal)
            .Replace("user: user", "user: who.email", StringComparison.Ordinal);

    private static Gen<byte[]> File(params (string Path, string[] Texts)[] columns)
    {
        var values = columns.Select(column =>
            from text in Gen.Frequency((8, Gen.Elements(column.Texts.Take(3).ToArray())), (3, Gen.Elements(column.Texts)))
            from way in Gen.Frequency((10, Gen.Constant(0)), (4, Gen.Choose(0, 9)))
            select Property(column.Path, text, way)).ToArray();
        var line = from properties in Gen.CollectToArray(values)
                   from turned in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(1, columns.Length - 1)))
                   from end in Gen.Frequency((5, Gen.Constant("\n")), (1, Gen.Constant("\r\n")), (1, Gen.Constant(" \t\n")))
                   select Encoding.UTF8.GetBytes($"{{{string.Join(", ", properties.Skip(turned).Concat(properties.Take(turned)).Where(p => p.Length > 0))}}}{end}");
        return from lines in Gen.Frequency((1, line.ListOf()), (1, line.ListOf(400)), (1, Gen.Frequency((30, line), (1, Gen.Elements(Garbage))).ListOf(400)), (1, Gen.Frequency((2, line), (1, Gen.Elements(Garbage))).ListOf(30)))
               from hasLastEnd in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
               let whole = lines.SelectMany(l => l).ToArray()
               select hasLastEnd || whole.Length == 0 ? whole : whole[..^1];
    }

    private static string Property(string path, string text, int way)
    {
        var names = path.Split('.');
        var value = way switch
        {
            1 => "null",
            2 => $"\"{string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")))}\"",
            3 => $"[{Json(text)}]",
            4 => $"[{Json(text)}, null, {Json("x")}]",
            5 => $"{{\"x\": {Json(text)}}}",
            6 => "[]",
            _ => IsBare(text) ? text : Json(text),
        };
        return way switch
        {
            7 => "",
            8 => $"{Json(path)}:{value}",
            _ => names switch
            {
                [var name] => $"{Json(name)}: {value}",
                [var outer, var name] => $"{Json(outer)}: {{\"z\": 1, {Json(name)}: {value}}}",
                [var outer, var list, ..] => $"{Json(outer)}: {{{Json(list)}: [{value}, {{\"0\": 7}}]}}",
                _ => throw new System.Diagnostics.UnreachableException(),
            },
        };
    }

    private static bool IsBare(string text) => text is "true" or "false" || Regex.IsMatch(text, @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?(e[0-9]+)?$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Json(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
