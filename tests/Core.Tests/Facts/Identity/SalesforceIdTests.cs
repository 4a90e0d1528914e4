using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Core.Tests.Facts.Identity;

public sealed class SalesforceIdTests
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly Gen<string> Bodies =
        from tail in Gen.Elements(Characters.ToCharArray()).ArrayOf(12)
        where tail.Any(char.IsAsciiLetter)
        select "001" + new string(tail);

    [Theory]
    [InlineData("001A0000006Vm9u", "001A0000006Vm9uIAC")]
    [InlineData("001A0000006Vm9uIAC", "001A0000006Vm9uIAC")]
    [InlineData("001A0000006Vm9uiac", "001A0000006Vm9uIAC")]
    [InlineData("001a0000006vm9uiac", "001A0000006Vm9uIAC")]
    [InlineData("001A0000006VM9UIAC", "001A0000006Vm9uIAC")]
    public void The_ways_to_write_one_account_are_one_id(string written, string expected) => Assert.Equal(expected, SalesforceId.Canonical(written));

    [Theory]
    [InlineData("001A0000006Vm9uIAD", "the suffix does not fit")]
    [InlineData("001A0000006vM9uIAC", "mixed letters that the suffix contradicts")]
    [InlineData("003A0000006Vm9u", "a contact's")]
    [InlineData("001A0000006Vm9", "too short")]
    [InlineData("001A0000006Vm9uI", "neither length")]
    [InlineData("001234567890123", "digits alone")]
    [InlineData("001A0000-06Vm9u", "another character")]
    [InlineData("", "nothing")]
    public void What_is_no_account_of_Salesforce_stays_as_it_stands(string id, string because) => Assert.True(SalesforceId.Canonical(id) == id, because);

    [Fact]
    public void Ids_that_differ_in_case_alone_are_different_and_survive_the_loss_of_case() =>
        Prop.ForAll(Bodies.ToArbitrary(), body =>
        {
            var whole = SalesforceId.Canonical(body);
            return whole == body + NaiveSuffix(body)
                && SalesforceId.Canonical(whole) == whole
                && SalesforceId.Canonical(whole.ToUpperInvariant()) == whole
                && SalesforceId.Canonical(whole.ToLowerInvariant()) == whole
                && (Swapped(body) == body || SalesforceId.Canonical(Swapped(body)) != whole);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_quick_look_at_bytes_misses_no_id() =>
        Prop.ForAll(Bodies.ToArbitrary(), body =>
            SalesforceId.MayBe(System.Text.Encoding.UTF8.GetBytes(body)) && SalesforceId.MayBe(System.Text.Encoding.UTF8.GetBytes(SalesforceId.Canonical(body))))
            .QuickCheckThrowOnFailure();

    // As the vendor describes it: the five letters of a group, backwards, are a number in binary.
    private static string NaiveSuffix(string body) => string.Concat(body.Chunk(5).Select(group =>
    {
        var binary = string.Concat(group.Reverse().Select(c => c is >= 'A' and <= 'Z' ? '1' : '0'));
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[Convert.ToInt32(binary, 2)];
    }));

    private static string Swapped(string body) =>
        body[..^1] + (char.IsUpper(body[^1]) ? char.ToLowerInvariant(body[^1]) : char.ToUpperInvariant(body[^1]));
}
