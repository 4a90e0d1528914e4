using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Tests.Facts;

public sealed class TextInternerTests
{
    // Texts that differ in their last byte, in their length alone, or in a NUL, of all lengths around those kept in a key.
    private static readonly string[] Texts =
    [
        .. Enumerable.Range(0, 40).SelectMany(n => (string[])[new string('a', n), new string('a', n) + "b", "b" + new string('a', n), new string('a', n) + "\0", new string('\0', n)]),
        .. Enumerable.Range(0, 300).Select(n => $"user-{n}"), "ä", "日本", "\uFFFF",
    ];

    [Fact]
    public void Equal_texts_have_equal_codes_and_different_ones_do_not_however_they_are_asked_for() =>
        Prop.ForAll(Gen.Elements(Texts).ArrayOf().ToArbitrary(), texts =>
        {
            var expected = new List<string>();
            var interner = new TextInterner();
            var all = texts.Concat(texts).Select(Encoding.UTF8.GetBytes).ToArray();
            var lengths = Array.ConvertAll(all, t => t.Length);
            var starts = lengths.Select((_, i) => lengths.Take(i).Sum()).ToArray();
            var codes = new int[all.Length];
            interner.CodesOf(all.SelectMany(t => t).ToArray(), starts, lengths, codes);

            foreach (var (text, code) in texts.Concat(texts).Zip(codes))
            {
                if (text.Length == 0)
                {
                    Assert.Equal(TextInterner.Absent, code);
                    continue;
                }

                if (!expected.Contains(text))
                {
                    expected.Add(text);
                }

                Assert.Equal(expected.IndexOf(text), code);
                Assert.Equal((code, code, text), (interner.CodeOf(text), interner.Find(text), interner.TextOf(code)));
            }

            Assert.Equal(expected.Count, interner.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_empty_text_is_a_text_and_null_is_none()
    {
        var interner = new TextInterner();
        Assert.Equal(TextInterner.Absent, interner.Find(""));
        Assert.Equal((0, 0, TextInterner.Absent), (interner.CodeOf(""), interner.CodeOf(ReadOnlySpan<byte>.Empty), interner.CodeOf((string?)null)));
        Assert.Equal("", interner.TextOf(0));
    }
}
