using System.Collections;
using System.Globalization;
using System.Text;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Tests.Properties;

/// <summary>
/// Writes a value out with everything in it, doubles by their bits, so that two texts are equal exactly when the values
/// are equal to the last bit. Parts of a model stand for themselves by name.
/// </summary>
internal static class DeepText
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                return;
            case double number:
                text.Append(CultureInfo.InvariantCulture, $"{number:R}/{BitConverter.DoubleToInt64Bits(number):x}");
                return;
            case string or decimal or bool or Enum or int or long or DateOnly:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                return;
            case HealthModel model:
                text.Append(model.Name);
                return;
            case SignalDefinition signal:
                text.Append(signal.Name);
                return;
            case ScoreDefinition score:
                text.Append(score.Name);
                return;
            case Segment segment:
                text.Append(segment.Name);
                return;
            case DimensionDefinition dimension:
                text.Append(dimension.Name);
                return;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(text, item);
                    text.Append('\n');
                }

                text.Append(']');
                return;
        }

        text.Append(value.GetType().Name).Append('{');
        foreach (var property in value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsStatic: false }))
        {
            text.Append(property.Name).Append('=');
            Write(text, property.GetValue(value));
            text.Append(' ');
        }

        text.Append('}');
    }
}
