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

        // Ids that are numbered, near to each other and far apart; neighbours that differ before the number, in it, or by a sign that is no digit.
        .. Enumerable.Range(0, 40).SelectMany(n => (string[])
            [$"u_{n * 37:D8}", $"v_{n * 37:D8}", $"acc_{n:D7}", $"{n * 2_345_678:D8}", $"{n:D12}", $"account-{n:D7}", $"acc_00{n:D4}x", $"acc_0:{n:D5}", $"acc_0/{n:D5}"]),
    ];

    [Fact]
    public void Equal_texts_have_equal_codes_and_different_ones_do_not_however_they_are_asked_for() =>
        Prop.ForAll(Gen.Elements(Texts).ArrayOf().ToArbitrary(), texts =>
        {
            var expected = new List<string>();
            var interner = new TextInterner();
            foreach (var (text, code) in texts.Concat(texts).Zip(CodesOf(interner, [.. texts, .. texts])))
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
    public void Texts_that_are_not_numbered_get_codes_in_their_order_after_thousands_of_them_too()
    {
        var texts = Enumerable.Range(0, 20_000).Select(n => n % 9 == 0 ? $"user_{n:D6}" : $"{n * 7919L % 100_003:x8}-{n:x4}").ToArray();
        var interner = new TextInterner();
        for (var reading = 0; reading < 2; reading++)
        {
            Assert.Equal(Enumerable.Range(0, texts.Length), CodesOf(interner, texts));
        }
    }

    [Fact]
    public void The_empty_text_is_a_text_and_null_is_none()
    {
        var interner = new TextInterner();
        Assert.Equal(TextInterner.Absent, interner.Find(""));
        Assert.Equal((0, 0, TextInterner.Absent), (interner.CodeOf(""), interner.CodeOf(ReadOnlySpan<byte>.Empty), interner.CodeOf((string?)null)));
        Assert.Equal("", interner.TextOf(0));
    }

    private static int[] CodesOf(TextInterner interner, string[] texts)
    {
        var all = Array.ConvertAll(texts, Encoding.UTF8.GetBytes);
        var lengths = Array.ConvertAll(all, t => t.Length);
        var starts = new int[all.Length];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + lengths[i - 1];
        }

        var codes = new int[all.Length];
        interner.CodesOf(all.SelectMany(t => t).ToArray(), starts, lengths, codes);
        return codes;
    }
}
