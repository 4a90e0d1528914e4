namespace Mainstay.Web.Words;

/// <summary>Reads the words that forms and addresses have for the values of an enumeration.</summary>
internal static class EnumWord
{
    /// <returns>Null for what is none of its names; a number is none, though the framework would take it.</returns>
    public static T? Read<T>(string? text)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase));
}
