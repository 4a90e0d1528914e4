using System.Globalization;

namespace Mainstay.Store;

/// <summary>Days as ISO text, which sorts as they do.</summary>
internal static class Days
{
    public static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
