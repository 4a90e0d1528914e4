using System.Text;
using Mainstay.Web.Access.SecondFactors;

namespace Mainstay.Web.Tests.Access.SecondFactors;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, for SHA-1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_rfc(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Fact]
    public void A_code_is_taken_from_one_step_before_to_one_after_and_tells_its_step()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now);
        for (var aside = -3; aside <= 3; aside++)
        {
            Assert.Equal(Math.Abs(aside) <= 1 ? step + aside : null, Totp.Verify(Secret, Totp.Code(Secret, step + aside), now));
        }

        Assert.Null(Totp.Verify(Secret, "", now));
        Assert.Null(Totp.Verify(Secret, "12345678", now));
    }

    // RFC 4648, section 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_in_base_32(string bytes, string text) => Assert.Equal(text, Base32.Of(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void A_recovery_code_is_read_however_it_is_typed()
    {
        var code = RecoveryCode.New();
        Assert.Matches("^([a-z2-7]{4}-){3}[a-z2-7]{4}$", code);
        Assert.Equal(RecoveryCode.Hash(code), RecoveryCode.Hash(code.ToUpperInvariant().Replace('-', ' ')));
        Assert.NotEqual(RecoveryCode.Hash(code), RecoveryCode.Hash(RecoveryCode.New()));
    }
}
