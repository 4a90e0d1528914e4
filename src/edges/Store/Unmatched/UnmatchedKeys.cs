using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Unmatched;

/// <summary>
/// Names the facts of one import whose accounts were looked up. The same rows in the same order get the same keys, found or not.
/// </summary>
public sealed class UnmatchedKeys : IDisposable
{
    // Stands for the account, so that a fact has the same key before and after its account is found.
    private const string Nobody = "?";

    private readonly FactEncoder _encoder = new(recordedMicros: null);

    /// <summary>The key of the next fact of the import.</summary>
    /// <param name="fact">With or without its account.</param>
    /// <param name="claims">What its row says about whose it is.</param>
    public UnmatchedKey Key(Fact fact, IReadOnlyList<AccountClaim> claims)
    {
        // An object without an id of its own has its account's.
        var isOwn = fact.Kind.Shape == FactShape.Object && string.Equals(fact.Id, fact.Account, StringComparison.Ordinal);
        var row = _encoder.Encode(fact with { Account = Nobody, Id = isOwn ? null : fact.Id });
        var text = string.Create(CultureInfo.InvariantCulture, $"{row.Kind.Name}|{row.AtMicros}|{Convert.ToHexStringLower(row.Identity)}|{ClaimsJson.Write(claims)}");
        return new UnmatchedKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), row);
    }

    public void Dispose() => _encoder.Dispose();
}

/// <summary>Names an unmatched fact.</summary>
public sealed class UnmatchedKey
{
    internal UnmatchedKey(string text, FactRow row) => (Text, Row) = (text, row);

    /// <summary>64 hexadecimal digits.</summary>
    public string Text { get; }

    internal FactRow Row { get; }
}
