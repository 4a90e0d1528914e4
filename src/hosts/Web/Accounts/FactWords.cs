using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Web.Words;

namespace Mainstay.Web.Accounts;

/// <summary>A fact's values for people; empty where the fact has none.</summary>
public static class FactWords
{
    public static string At(Instant at) => at == Instant.MinValue ? "always" : Time(at);

    public static string Of(VisibleFact fact, FactField field) => field.Type switch
    {
        FieldType.Text => fact.Text(field) ?? "",
        FieldType.Number => fact.Number(field)?.ToString("0.####", CultureInfo.InvariantCulture) ?? "",
        FieldType.Money => (fact.Number(field) / 100)?.ToString("#,0.00", CultureInfo.InvariantCulture).Replace(',', '\u202f') ?? "",
        FieldType.Flag => fact.Number(field) is { } flag ? flag == 0 ? "no" : "yes" : "",
        FieldType.Moment or FieldType.Planned => fact.Time(field) is { } time ? Time(time) : "",
        FieldType.Duration => fact.Number(field) is { } micros ? Duration(micros / Instant.MicrosPerHour) : "",
    };

    private static string Time(Instant at)
    {
        var moment = at.ToDateTimeOffset();
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "d MMM yyyy" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Duration(double hours) =>
        hours < 48 ? Number.OneDecimal(hours) + "\u202fh" : Number.OneDecimal(hours / 24) + "\u202fd";
}
