using System.Security.Cryptography;
using System.Text;
using Mainstay.Core.Documents;

namespace Mainstay.Web.Api.Requests;

/// <summary>What the address of a request says behind its question mark, read by the parameters of its endpoint.</summary>
public sealed class ApiQuery : IMistakes
{
    private readonly IQueryCollection _query;
    private readonly Dictionary<string, string[]> _mistakes = new(StringComparer.Ordinal);

    private ApiQuery(IQueryCollection query, IReadOnlyList<ApiParameter> parameters)
    {
        _query = query;
        foreach (var name in query.Keys.Where(name => parameters.All(p => p.Name != name)))
        {
            Refuse(name, "is no parameter of this address" + (Suggestion.Nearest(name, parameters.Select(p => p.Name)) is { } near ? $"; did you mean {near}" : ""));
        }

        foreach (var parameter in parameters)
        {
            if (MistakeOf(parameter) is { } mistake)
            {
                Refuse(parameter.Name, mistake);
            }
        }
    }

    /// <summary>What is wrong, by parameter; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string[]> Mistakes => _mistakes;

    public (int Status, string Detail)? Refusal => null;

    public string Where => "address";

    /// <summary>Lets minimal APIs take it as a parameter.</summary>
    public static ValueTask<ApiQuery> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new ApiQuery(context.Request.Query, context.GetEndpoint()!.Metadata.GetMetadata<TakenParameters>()?.All ?? []));

    public T Get<T>(ApiParameter<T> parameter) => Find(parameter) is { } text ? parameter.Parse(text).Value : parameter.Absent;

    public bool Has(ApiParameter parameter) => Find(parameter) is not null;

    public void Refuse(string name, string mistake) => _mistakes[name] = [$"{name} {mistake}."];

    /// <summary>Tells lists with different filters or orders apart; where in the list one is does not count.</summary>
    internal string View()
    {
        var text = string.Join('&', _query
            .Where(p => p.Key != Paging.Cursor.Name && p.Key != Paging.Limit.Name)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value.ToString())}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
    }

    private string? MistakeOf(ApiParameter parameter) => Find(parameter) switch
    {
        _ when _query[parameter.Name].Count > 1 => "is given more than once",
        null => parameter.IsRequired ? "is missing" : null,
        var text => parameter.MistakeOf(text),
    };

    private string? Find(ApiParameter parameter) => _query[parameter.Name].ToString() is { Length: > 0 } text ? text : null;
}

/// <summary>The parameters that an endpoint takes, where the reader, the document and tests can see them.</summary>
public sealed record TakenParameters(IReadOnlyList<ApiParameter> All);
