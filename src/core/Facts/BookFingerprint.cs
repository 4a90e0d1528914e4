using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Core.Facts;

/// <summary>
/// Says whether two books are the same to whoever scores them: facts with their order, streams, calendar, rejected rows, exchange rates.
/// Where the facts were read from, and in which order, leaves no trace.
/// </summary>
public static class BookFingerprint
{
    /// <param name="accounts">Accounts of one book.</param>
    /// <returns>64 hexadecimal digits (SHA-256).</returns>
    public static string Of(IReadOnlyList<AccountHistory> accounts)
    {
        var text = new StringBuilder();
        foreach (var account in accounts)
        {
            account.AppendTo(text);
        }

        if (accounts.Count > 0)
        {
            text.AppendLine(accounts[0].Calendar.ZoneId);
            var kinds = new string[FactKinds.All.Length];
            Parallel.ForEach(FactKinds.All, kind => kinds[kind.Index] = Of(accounts[0], kind));
            text.AppendJoin('\n', kinds);
            foreach (var rate in accounts[0].Rates.All)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{rate.Date.DayNumber} {rate.From} {rate.To} {rate.Rate}");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Of(AccountHistory any, FactKind kind)
    {
        var stream = any.StreamOf(kind);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        any[kind].Columns.AppendTo(hash);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{stream.IsConnected} {stream.From?.Micros} {stream.Through?.Micros} {stream.StaleAfterDays} {stream.LagMicros} {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}
