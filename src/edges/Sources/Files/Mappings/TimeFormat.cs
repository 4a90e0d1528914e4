using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>One way to write an instant.</summary>
public abstract record TimeFormat
{
    private TimeFormat()
    {
    }

    /// <summary>As written in a mapping.</summary>
    public abstract string Word { get; }

    /// <summary>A date, and a time without offset, is read in the calendar's zone; a date is its first instant.</summary>
    public abstract bool TryRead(ReadOnlySpan<char> text, Calendar calendar, out Instant instant);

    /// <summary>The text of a moment in this format, to compare formats by.</summary>
    internal abstract string Show(DateTimeOffset moment);

    /// <summary>ISO 8601: a date, or a date and time with T or a space, with or without seconds, fraction and offset.</summary>
    public sealed record Iso : TimeFormat
    {
        public override string Word => "iso";

        public override bool TryRead(ReadOnlySpan<char> text, Calendar calendar, out Instant instant) => IsoTime.TryRead(text, calendar, out instant);

        internal override string Show(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number of units since 1970 in UTC.</summary>
    public sealed record Epoch(string Unit, long MicrosPerUnit) : TimeFormat
    {
        public override string Word => Unit;

        public override bool TryRead(ReadOnlySpan<char> text, Calendar calendar, out Instant instant)
        {
            instant = default;
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
                || count > Instant.MaxValue.Micros / MicrosPerUnit || count < Instant.MinValue.Micros / MicrosPerUnit)
            {
                return false;
            }

            instant = new Instant(count * MicrosPerUnit);
            return true;
        }

        internal override string Show(DateTimeOffset moment) =>
            (Instant.Of(moment).Micros / MicrosPerUnit).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A .NET date and time pattern in the invariant culture, such as <c>dd-MM-yyyy</c>.</summary>
    public sealed record Pattern(string Text) : TimeFormat
    {
        private readonly bool _hasOffset = Text.AsSpan().ContainsAny('z', 'K');

        public override string Word => Text;

        public override bool TryRead(ReadOnlySpan<char> text, Calendar calendar, out Instant instant)
        {
            instant = default;
            if (_hasOffset)
            {
                if (!DateTimeOffset.TryParseExact(text, Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
                {
                    return false;
                }

                instant = Instant.Of(moment);
                return true;
            }

            if (!DateTime.TryParseExact(text, Text, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var local))
            {
                return false;
            }

            instant = calendar.OfLocal(local);
            return IsoTime.IsTime(instant);
        }

        internal override string Show(DateTimeOffset moment) => moment.ToString(Text, CultureInfo.InvariantCulture);
    }
}
