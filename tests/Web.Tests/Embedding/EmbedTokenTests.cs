using Mainstay.Web.Embedding;

namespace Mainstay.Web.Tests.Embedding;

public sealed class EmbedTokenTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, EmbedToken.SecretBytes).Select(i => (byte)i)];
    private static readonly EmbedToken Token = new("Söhne & Co", "a/b \"c\"", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    [Fact]
    public void A_token_says_what_it_was_made_for_and_only_its_secret_signs_it()
    {
        var (said, isSigned) = EmbedToken.Read(Token.Write(Secret))!.Value;
        Assert.Equal(Token, said);
        Assert.True(isSigned(Secret));
        Assert.False(isSigned([.. Secret.Reverse()]));
    }

    [Fact]
    public void No_bit_of_a_token_can_be_changed()
    {
        var text = Token.Write(Secret);
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];

            // The last character of a part may hold bits that mean nothing.
            Assert.True(EmbedToken.Read(changed) is not var (said, isSigned) || !isSigned(Secret) || said == Token, $"character {i}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("%%%.%%%")]
    [InlineData("W10.W10")]
    [InlineData("WyJtYWluc3RheS1lbWJlZC1hY2NvdW50IiwxLDIsMTVd.AA")]
    [InlineData("WyJtYWluc3RheS1lbWJlZC1hY2NvdW50IiwidyIsImEiLDllOTld.AA")]
    public void What_is_no_token_is_none(string? text) => Assert.Null(EmbedToken.Read(text));
}
