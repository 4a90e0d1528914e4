using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Store.Tests.Snapshots;

/// <summary>Snapshots with details of every shape: none, many, drivers without a signal, numbers that only a double holds.</summary>
internal static class SnapshotSamples
{
    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Choose(-200, 200).Select(n => (double)n),
        Gen.Choose(-1000, 1000).Select(n => n / 8d),
        Gen.Choose(0, 1000).Select(n => n / 7d),
        Gen.Elements(-0d, double.Epsilon, double.MaxValue, -1e15, int.MinValue, int.MaxValue, 2147483648d, float.MaxValue, 999.995, 1234567.5));

    private static readonly Gen<double?> NumbersOrNone = Gen.OneOf(Gen.Constant<double?>(null), Numbers.Select(n => (double?)n));

    private static readonly Gen<string> Names = Gen.Elements("logins", "nps", "tickets", "usage trend", "Zufriedenheit ü", "a\nb", "\"quoted\"");

    private static readonly Gen<SignalPoints> Signals =
        from name in Names
        from value in NumbersOrNone
        from reason in Gen.Elements<MissingReason?>([null, .. Enum.GetValues<MissingReason>().Cast<MissingReason?>()])
        from points in NumbersOrNone
        select new SignalPoints(name, value, value is null ? reason : null, points);

    private static readonly Gen<DimensionPoints> Dimensions = from name in Names from points in NumbersOrNone select new DimensionPoints(name, points);

    public static readonly Gen<ScoreSnapshot> Any =
        from signals in Signals.ListOf().Select(s => s.DistinctBy(x => x.Name).ToArray())
        from dimensions in Dimensions.ListOf()
        from drivers in Driver(signals).ListOf()
        from segment in Gen.Elements(null, "", "enterprise", "ü\n")
        select Batches.Snapshot("a", Batches.Today, 1) with { Segment = segment, Signals = [.. signals], Dimensions = [.. dimensions], Drivers = [.. drivers] };

    public static string[] Bits(ScoreSnapshot snapshot) =>
    [
        $"as {snapshot.Segment ?? "none"}",
        .. snapshot.Signals.Select(s => $"{s.Name} {Bits(s.Value)} {s.Missing} {Bits(s.Points)}"),
        .. snapshot.Dimensions.Select(d => $"{d.Name} {Bits(d.Points)}"),
        .. snapshot.Drivers.Select(d => $"{d.Signal} {d.Label} {d.Reading} {Bits(d.Points)} {Bits(d.Lost)}"),
    ];

    private static Gen<Driver> Driver(SignalPoints[] signals) =>
        from known in Gen.Choose(0, signals.Length)
        from name in Names
        from label in Names
        from reading in Gen.Elements("none in 30 days", "", "3")
        from points in Numbers
        from lost in Numbers
        select known == signals.Length
            ? new Driver(name, label, reading, points, lost)
            : new Driver(
                signals[known].Name,
                label,
                signals[known].Value is { } value ? Core.Scores.Reports.Driver.Describe(new Reading.Observed(value)) : reading,
                signals[known].Points ?? points,
                lost);

    private static string Bits(double? number) => number is { } value ? $"{BitConverter.DoubleToInt64Bits(value)}" : "none";
}
