using Mainstay.Web.Words;

namespace Mainstay.Web.Accounts;

/// <summary>Addresses of an account's pages. An id is whatever the source says, so it is always escaped.</summary>
public static class AccountAddress
{
    /// <param name="day">Null for the newest.</param>
    public static string Of(string accountId, DateOnly? day = null) => "/accounts/" + Uri.EscapeDataString(accountId) + Query(day);

    public static string Signal(string accountId, string signal, DateOnly? day = null) =>
        $"/accounts/{Uri.EscapeDataString(accountId)}/signals/{Uri.EscapeDataString(signal)}{Query(day)}";

    /// <summary>The id in a route value. Routing decodes everything but an escaped slash.</summary>
    public static string Id(string routeValue) => routeValue.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static string Query(DateOnly? day) => day is { } d ? "?day=" + Day.Iso(d) : "";
}
