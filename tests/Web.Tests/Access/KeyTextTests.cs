using System.Text;
using Mainstay.Web.Access.Keys;

namespace Mainstay.Web.Tests.Access;

public sealed class KeyTextTests
{
    [Theory]
    [InlineData("w")]
    [InlineData("Söhne & Co")]
    public void A_key_names_its_workspace_and_reads_back(string workspace)
    {
        var key = KeyText.New(workspace);
        var back = KeyText.Read(key.Text)!;
        Assert.Equal((workspace, key.Id), (back.Workspace, back.Id));
        Assert.Equal(key.Hash, back.Hash);
        Assert.Matches("^mst_([0-9a-f]{2})+_[0-9a-f]{72}$", key.Text);
        Assert.DoesNotContain(key.Text, key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_keys_share_their_secret() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => KeyText.New("w").Text).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void A_key_with_any_character_changed_or_lost_is_no_key()
    {
        var text = KeyText.New("w").Text;
        for (var i = 0; i < text.Length; i++)
        {
            var changed = new StringBuilder(text) { [i] = text[i] == '0' ? '1' : '0' };
            Assert.Null(KeyText.Read(changed.ToString()));
            Assert.Null(KeyText.Read(text.Remove(i, 1)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("mst_")]
    [InlineData("mst__")]
    [InlineData("Bearer")]
    public void What_cannot_be_a_key_is_none(string text) => Assert.Null(KeyText.Read(text));
}
