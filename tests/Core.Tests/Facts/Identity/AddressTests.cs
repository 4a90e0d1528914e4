using Mainstay.Core.Facts.Identity;

namespace Mainstay.Core.Tests.Facts.Identity;

public sealed class AddressTests
{
    [Theory]
    [InlineData("Anna@Acme.COM", "anna@acme.com")]
    [InlineData("  anna@acme.com\u00A0", "anna@acme.com")]
    [InlineData("anna+invoices@acme.com", "anna@acme.com")]
    [InlineData("+anna@acme.com", "+anna@acme.com")]
    [InlineData("mailto:anna@acme.com", "anna@acme.com")]
    [InlineData("Anna Bell <Anna@acme.com>", "anna@acme.com")]
    [InlineData("anna@acme.com.", "anna@acme.com")]
    [InlineData("ünal@München.example", "ünal@xn--mnchen-3ya.example")]
    [InlineData("ünal@xn--mnchen-3ya.example", "ünal@xn--mnchen-3ya.example")]
    [InlineData("anna@eu.acme.com", "anna@eu.acme.com")]
    public void An_address_is_compared_without_what_does_not_matter(string written, string expected) => Assert.Equal(expected, EmailAddress.Read(written)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("anna@")]
    [InlineData("@acme.com")]
    [InlineData("anna@localhost")]
    [InlineData("anna@10.0.0.1")]
    [InlineData("an na@acme.com")]
    [InlineData("anna@acme.com/x")]
    [InlineData("anna@acme,com")]
    [InlineData("anna@acme..com")]
    [InlineData("anna@bell@acme.com")]
    [InlineData("a@acme.com, b@acme.com")]
    public void What_is_no_address_is_none(string written) => Assert.Null(EmailAddress.Read(written));

    [Theory]
    [InlineData("Acme.com", "acme.com")]
    [InlineData("@acme.com", "acme.com")]
    [InlineData("https://www.acme.com:8080/about?x=1", "acme.com")]
    [InlineData("http://ACME.com", "acme.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("acme", null)]
    [InlineData("192.168.0.1", null)]
    [InlineData("-", null)]
    [InlineData("n/a", null)]
    public void A_domain_is_found_in_a_web_address(string written, string? expected) => Assert.Equal(expected, DomainName.Read(written));

    [Fact]
    public void Several_domains_and_addresses_are_separated_by_spaces_commas_or_semicolons()
    {
        Assert.Equal(["acme.com", "acme.de", "acme.co.uk"], DomainName.ReadAll("acme.com  Acme.de; acme.co.uk, none"));
        Assert.Equal(["a@acme.com", "b@acme.com"], EmailAddress.ReadAll("a@acme.com; b@ACME.com x").Select(a => a.Text));
    }

    [Fact]
    public void Domains_above_one_are_looked_at_down_to_two_labels() => Assert.Equal(["a.b.acme.com", "b.acme.com", "acme.com"], DomainName.Upwards("a.b.acme.com"));
}
