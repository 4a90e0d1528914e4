using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Documents;
using Mainstay.Sources.Documents;

namespace Mainstay.Sources.Tests.Documents;

public sealed class YamlReaderTests
{
    [Fact]
    public void A_document_becomes_nodes_with_the_place_they_stand_at()
    {
        var root = Assert.IsType<DocumentNode.Mapping>(YamlReader.Read("a: 1\nlist:\n  - \"x\"\n  - { k: v }\n").Root);

        Assert.Equal(["a", "list"], root.Entries.Select(e => e.Key));
        Assert.Equal(new DocumentNode.Scalar("1", new Position(1, 4)), root["a"]);
        var list = Assert.IsType<DocumentNode.Sequence>(root["list"]);
        Assert.Equal(new DocumentNode.Scalar("x", new Position(3, 5), IsPlain: false), list.Items[0]);
        Assert.Equal(new Position(4, 7), Assert.IsType<DocumentNode.Mapping>(list.Items[1]).Entries[0].KeyPosition);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_change_nothing()
    {
        var root = Assert.IsType<DocumentNode.Mapping>(YamlReader.Read("\uFEFFa: 1\r\nb: two words\r\n").Root);

        Assert.Equal(new DocumentNode.Scalar("two words", new Position(2, 4)), root["b"]);
    }

    public static TheoryData<string, string> Bombs => new()
    {
        { new string('[', 200_000), "1:33: The document is nested more than 32 levels deep." },
        { string.Concat(Enumerable.Repeat("{a: ", 100_000)), "1:129: The document is nested more than 32 levels deep." },
        { string.Concat(Enumerable.Repeat("- ", 40_000)), "1:65: The document is nested more than 32 levels deep." },
        { AliasBomb(), "1:4: Anchors (&a) are not allowed. Remove it." },
        { "a: !!python/object/apply:os.system [ls]", "1:4: Tags (!) are not allowed. Put text that begins with ! in quotes." },
        { "a: " + new string('x', 2 << 20), "The document is longer than 1024 KB." },
        { string.Concat(Enumerable.Repeat("- x\n", 30_000)), "19998:3: The document has more than 20000 parts." },
        { string.Concat(Enumerable.Repeat("? ", 100_000)), "1:3: A key must be a single text, not a list or a mapping." },
        { "a: " + new string('x', 900_000), "1:4: A text is longer than 16384 characters." },
        { "\"" + new string('\\', 500_000), "1:500002: This is not YAML: While scanning a quoted scalar, found unexpected end of stream." },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_within_two_seconds(string bomb, string finding)
    {
        var clock = Stopwatch.StartNew();
        var result = YamlReader.Read(bomb);

        Assert.Null(result.Root);
        Assert.Equal(finding, result.Findings[0].ToString());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("a: &x 1\nb: 2", "1:4: Anchors (&x) are not allowed. Remove it.")]
    [InlineData("a: 1\nb: *x", "2:4: Aliases (*x) are not allowed. Write the value out.")]
    [InlineData("a: !secret x", "1:4: Tags (!) are not allowed. Put text that begins with ! in quotes.")]
    [InlineData("a: 1\n---\nb: 2", "2:1: A second document starts here ('---'). Keep one document per file.")]
    [InlineData("a: 1\nb: 2\na: 3", "3:1: The key 'a' is already there. Keep one of them.")]
    [InlineData("? [a]\n: 1", "1:3: A key must be a single text, not a list or a mapping.")]
    [InlineData("", "The document is empty.")]
    [InlineData("# only a comment\n", "The document is empty.")]
    [InlineData("a: 1\nb: \0x\nc: 3", "2:4: Character U+0000 does not belong in a text file.")]
    [InlineData("a: 1\nb: [1, 2\nc: 3\n", "2:5: This is not YAML after this place. Is a bracket or a quote left open?")]
    [InlineData("a: 1\n  b: 2\n", "2:4: This is not YAML: While scanning a plain scalar value, found invalid mapping.")]
    [InlineData("a: 1\nb: 'x\nc: 2\n", "2:4: This is not YAML: While scanning a quoted scalar, found unexpected end of stream.")]
    [InlineData("a:\n\tb: 1", "2:1: The line is indented with a tab. Use spaces.")]
    [InlineData("a: 1\nb:\n\tc: 1", "3:1: The line is indented with a tab. Use spaces.")]
    public void What_is_refused_is_named_with_line_and_column(string text, string finding)
    {
        var result = YamlReader.Read(text);

        Assert.Null(result.Root);
        Assert.Equal([finding], result.Findings.Select(f => f.ToString()));
    }

    [Fact]
    public void Every_duplicate_key_is_found_at_once()
    {
        var result = YamlReader.Read("a: 1\na: 2\nb: { c: 1, c: 2 }");

        Assert.Equal([2, 3], result.Findings.Select(f => f.Position.Line));
    }

    [Fact]
    public void Thirty_two_levels_are_read()
    {
        Assert.NotNull(YamlReader.Read(new string('[', 32) + new string(']', 32)).Root);
    }

    [Fact]
    public void Any_text_gives_a_root_or_findings_and_never_an_exception()
    {
        var pieces = Gen.Elements(
            "a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "&x ", "*x", "!t ", "---", "...", "#", "?", "%YAML 1.2", "%", "\\U00110000",
            "\t", "\u0085", "\ud800", "@", "`", "\r", "\\x", "1", "~");
        var texts = Gen.ArrayOf(pieces).Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, text =>
        {
            var result = YamlReader.Read(text);
            return result.Root is null == result.Findings.Count > 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20000));
    }

    [Fact]
    public async Task A_file_that_is_not_utf8_is_refused_with_its_line()
    {
        using var folder = new TestFolder();
        folder.Write("m.yaml", [.. Encoding.UTF8.GetBytes("a: 1\nb: "), 0xE4]);

        var result = await YamlReader.ReadFileAsync(folder.PathOf("m.yaml"), TestContext.Current.CancellationToken);

        Assert.Equal("2:1: The file is not UTF-8 text. Save it as UTF-8.", Assert.Single(result.Findings).ToString());
    }

    private static string AliasBomb()
    {
        var text = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (var c = 'b'; c <= 'z'; c++)
        {
            text.Append($"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n");
        }

        return text.ToString();
    }
}
