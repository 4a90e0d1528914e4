using Mainstay.Core.Documents;

namespace Mainstay.Core.Tests.Documents;

public sealed class DocumentReaderTests
{
    [Theory]
    [InlineData("3", 3)]
    [InlineData("-0.5", -0.5)]
    [InlineData("1e3", 1000)]
    [InlineData("'7'", 7)]
    public void A_number_has_a_decimal_point(string text, double number)
    {
        var reader = new DocumentReader();
        Assert.Equal(number, reader.Number(Doc.Of(text), "n"));
        Assert.Empty(reader.Findings);
    }

    [Theory]
    [InlineData("1,5", "1:1: n must be a number, but is '1,5'.")]
    [InlineData("NaN", "1:1: n must be a number, but is 'NaN'.")]
    [InlineData("1e999", "1:1: n must be a number, but is '1e999'.")]
    [InlineData("''", "1:1: n must be a number, but is empty.")]
    [InlineData("[1]", "1:1: n must be a number, but is a list.")]
    [InlineData("{ a: 1 }", "1:1: n must be a number, but is a mapping.")]
    public void Anything_else_is_no_number(string text, string finding)
    {
        var reader = new DocumentReader();
        Assert.Null(reader.Number(Doc.Of(text), "n"));
        Assert.Equal(finding, Assert.Single(reader.Findings).ToString());
    }

    [Fact]
    public void A_long_value_is_told_by_its_beginning() =>
        Assert.Equal($"'{new string('x', 60)}…'", DocumentReader.Describe(Doc.Of(new string('x', 61))));

    [Fact]
    public void A_warning_is_no_error()
    {
        var reader = new DocumentReader();
        reader.Warn(default, "Doubtful.");
        Assert.False(reader.HasErrors);
        Assert.Equal("Doubtful.", Assert.Single(reader.Findings).ToString());
        reader.Error(new Position(3, 5), "Wrong.");
        Assert.True(reader.HasErrors);
        Assert.Equal("3:5: Wrong.", reader.Findings[1].ToString());
    }

    [Fact]
    public void A_lone_node_counts_as_a_list_of_one()
    {
        Assert.Single(DocumentReader.Items(Doc.Of("x")));
        Assert.Equal(2, DocumentReader.Items(Doc.Of("[x, y]")).Count);
        Assert.Empty(DocumentReader.Items(Doc.Of("[]")));
    }

    [Fact]
    public void Ranges_include_their_ends()
    {
        var reader = new DocumentReader();
        Assert.Equal(0, reader.Number(Doc.Of("0"), "n", 0, 1));
        Assert.Equal(1, reader.Number(Doc.Of("1"), "n", 0, 1));
        Assert.Null(reader.Number(Doc.Of("1.5"), "n", 0, 1));
        Assert.Equal("1:1: n must be from 0 to 1, but is 1.5.", Assert.Single(reader.Findings).ToString());
    }
}
