using System.Reflection;
using Mainstay.Web.Api.Requests;

namespace Mainstay.Web.Api.Bodies;

/// <summary>
/// The JSON object that a request brings. All mistakes in it are told at once, by field; a field that it does not have is one of
/// them, because a misspelt one must not be taken for one that was left out.
/// </summary>
/// <typeparam name="T">A record of <see cref="ApiJson"/>; its <c>required</c> properties must be there.</typeparam>
internal sealed class ApiBody<T> : IMistakes
    where T : class
{
    private readonly Dictionary<string, string[]> _mistakes = new(StringComparer.Ordinal);

    private ApiBody()
    {
    }

    /// <summary>Not to be asked for where there are mistakes.</summary>
    public T Value { get; private set; } = null!;

    /// <summary>Why it was not read at all; null when it was.</summary>
    public (int Status, string Detail)? Refusal { get; private init; }

    public IReadOnlyDictionary<string, string[]> Mistakes => _mistakes;

    public string Where => "body";

    /// <summary>Lets minimal APIs take it as a parameter.</summary>
    public static async ValueTask<ApiBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType())
        {
            return new ApiBody<T> { Refusal = (StatusCodes.Status415UnsupportedMediaType, "The body must be JSON: send it with Content-Type: application/json.") };
        }

        var (bytes, refusal) = await BodyBytes.ReadAsync(context.Request, BodyBytes.MostOfJson);
        if (refusal is not null)
        {
            return new ApiBody<T> { Refusal = refusal };
        }

        var body = new ApiBody<T>();
        body.Read(bytes);
        return body;
    }

    public void Refuse(string name, string mistake) => _mistakes[name] = [$"{name} {mistake}."];

    private void Read(byte[] bytes)
    {
        var (value, mistakes) = BodyReader.Read<T>(bytes);
        foreach (var (name, mistake) in mistakes)
        {
            Refuse(name, mistake);
        }

        Value = value!;
    }
}
