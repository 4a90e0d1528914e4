using FsCheck;
using FsCheck.Fluent;
using Mainstay.Store.Book;
using Mainstay.Web.Book;
using Microsoft.AspNetCore.WebUtilities;

namespace Mainstay.Web.Tests;

public sealed class BookAddressTests
{
    [Fact]
    public void What_an_address_is_written_from_is_what_is_read_from_it()
    {
        var texts = ArbMap.Default.GeneratorFor<string>().Where(s => s is not null && s.Trim().Length > 0 && IsText(s)).Select(s => s.Trim());
        var maybe = Gen.OneOf(Gen.Constant<string?>(null), texts.Select(s => (string?)s));
        var addresses =
            from search in maybe
            from tier in maybe
            from owner in maybe
            from segment in maybe
            from sort in Gen.Elements(Enum.GetValues<BookSort>())
            from isDescending in ArbMap.Default.GeneratorFor<bool>()
            from page in Gen.Choose(1, 5000)
            select new BookAddress { Search = search, Tier = tier, Owner = owner, Segment = segment, Sort = sort, Descending = isDescending, Page = page };

        Prop.ForAll(addresses.ToArbitrary(), address => Read(address.ToString()) == address).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_plain_book_has_the_plain_address() => Assert.Equal("/", new BookAddress().ToString());

    [Fact]
    public void Sorting_by_another_column_begins_on_the_first_page_in_its_natural_direction()
    {
        var address = new BookAddress { Page = 3, Search = "x" }.By(BookSort.Arr);

        Assert.Equal(new BookAddress { Search = "x", Sort = BookSort.Arr, Descending = true }, address);
        Assert.False(address.By(BookSort.Arr).Descending);
        Assert.False(address.By(BookSort.Name).Descending);
    }

    private static BookAddress Read(string address) =>
        BookAddress.Read(new Microsoft.AspNetCore.Http.QueryCollection(QueryHelpers.ParseQuery(new Uri(new Uri("http://mainstay"), address).Query)));

    // A lone half of a surrogate pair is no text and has no bytes in an address.
    private static bool IsText(string s) => s.All(c => !char.IsSurrogate(c));
}
