using Mainstay.Core.Documents;

namespace Mainstay.Core.Tests.Documents;

public sealed class SuggestionTests
{
    private static readonly string[] Words = ["usage", "tickets", "surveys", "subscriptions", "in", "on"];

    [Theory]
    [InlineData("usage", "usage")]
    [InlineData("usgae", "usage")]
    [InlineData("USAGE", "usage")]
    [InlineData("ticket", "tickets")]
    [InlineData("tikcet", "tickets")]
    [InlineData("survey", "surveys")]
    [InlineData("subscriptoin", "subscriptions")]
    [InlineData("subs", null)]
    [InlineData("invoices", null)]
    [InlineData("an", "in")]
    [InlineData("", "in")]
    public void The_nearest_word_is_named_and_none_when_all_are_far(string word, string? nearest) =>
        Assert.Equal(nearest, Suggestion.Nearest(word, Words));

    [Theory]
    [InlineData("abcdefghi", "abcdefxyz", true)]
    [InlineData("abcdefgh", "abcdefxyz", false)]
    public void A_third_of_a_words_letters_may_differ(string word, string candidate, bool isNear) =>
        Assert.Equal(isNear, Suggestion.Nearest(word, [candidate]) is not null);

    [Fact]
    public void A_hint_names_the_nearest_word_or_all_of_them()
    {
        Assert.Equal(" Did you mean 'usage'?", Suggestion.For("uasge", Words));
        Assert.Equal(" Allowed: usage, tickets, surveys, subscriptions, in, on.", Suggestion.For("something else", Words));
    }
}
