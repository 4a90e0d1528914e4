namespace Mainstay.Store.Book;

/// <summary>
/// Where a row stands in an order of the book. A list that goes on after a place misses and repeats nothing when accounts
/// come and go, whether the row itself is still there or not.
/// </summary>
/// <param name="Rank">Of its tier, where the order is by risk.</param>
/// <param name="Number">What numbers are ordered by; null where it is missing, or the order is by text.</param>
/// <param name="Text">What texts are ordered by; null likewise.</param>
/// <param name="AccountId">Decides among equal rows.</param>
public sealed record BookPlace(double Rank, double? Number, string? Text, string AccountId);

/// <summary>A row of a list of accounts.</summary>
/// <param name="Row">The account; without drivers, sparkline and tasks.</param>
/// <param name="Day">The day its score is of.</param>
/// <param name="Place">Where the next page goes on.</param>
public sealed record ListedAccount(BookRow Row, DateOnly Day, BookPlace Place);
