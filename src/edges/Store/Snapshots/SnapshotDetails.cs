using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Store.Snapshots;

/// <summary>
/// What only the page of one day needs, in bytes: the names are words that all snapshots of a model version share. The same
/// details with the same words give the same bytes.
/// </summary>
internal sealed record SnapshotDetails(
    ImmutableArray<Driver> Drivers, ImmutableArray<DimensionPoints> Dimensions, ImmutableArray<SignalPoints> Signals, string? Segment)
{
    // The first byte. Another way of writing gets another number; these are read for ever. The second ends with the segment.
    private const byte Format = 1;
    private const byte FormatWithSegment = 2;

    [Flags]
    private enum DriverFlags : byte
    {
        None = 0,

        /// <summary>Its reading is the signal's value in the usual words.</summary>
        UsualReading = 1,

        /// <summary>Its points are the signal's.</summary>
        SignalsPoints = 2,
    }

    public static SnapshotDetails Of(ScoreSnapshot snapshot) => new(snapshot.Drivers, snapshot.Dimensions, snapshot.Signals, snapshot.Segment);

    /// <summary>The texts that must have numbers before it can be written.</summary>
    public IEnumerable<string> Words() =>
    [
        WordList.List(Signals.Select(s => s.Name)),
        WordList.List(Dimensions.Select(d => d.Name)),
        .. Drivers.SelectMany(d => (string[])[d.Signal, d.Label]),
        .. Segment is null ? (string[])[] : [Segment],
    ];

    public byte[] Write(WordList words)
    {
        using var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Segment is null ? Format : FormatWithSegment);
        writer.Write7BitEncodedInt64(words.IdOf(WordList.List(Signals.Select(s => s.Name))));
        foreach (var signal in Signals)
        {
            CompactNumber.Write(writer, signal.Value);
            if (signal.Value is null)
            {
                writer.Write((byte)(signal.Missing is { } reason ? (int)reason + 1 : 0));
            }

            CompactNumber.Write(writer, signal.Points);
        }

        writer.Write7BitEncodedInt64(words.IdOf(WordList.List(Dimensions.Select(d => d.Name))));
        foreach (var dimension in Dimensions)
        {
            CompactNumber.Write(writer, dimension.Points);
        }

        writer.Write7BitEncodedInt(Drivers.Length);
        foreach (var driver in Drivers)
        {
            WriteDriver(writer, driver, words);
        }

        if (Segment is not null)
        {
            writer.Write7BitEncodedInt64(words.IdOf(Segment));
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are none of these, or their words are gone.</exception>
    public static SnapshotDetails Read(byte[] details, WordList words)
    {
        using var reader = new BinaryReader(new MemoryStream(details), Encoding.UTF8);
        if (reader.ReadByte() is var format && format is not (Format or FormatWithSegment))
        {
            throw new InvalidDataException($"A stored snapshot has the format {format}, which this Mainstay does not know.");
        }

        SignalPoints[] signals = [.. words.ListOf(reader.Read7BitEncodedInt64()).Select(name => ReadSignal(reader, name))];
        DimensionPoints[] dimensions = [.. words.ListOf(reader.Read7BitEncodedInt64()).Select(name => new DimensionPoints(name, CompactNumber.Read(reader)))];
        var drivers = new Driver[reader.Read7BitEncodedInt()];
        for (var i = 0; i < drivers.Length; i++)
        {
            drivers[i] = ReadDriver(reader, words, signals);
        }

        return new SnapshotDetails(
            [.. drivers], [.. dimensions], [.. signals], format == FormatWithSegment ? words.TextOf(reader.Read7BitEncodedInt64()) : null);
    }

    private void WriteDriver(BinaryWriter writer, Driver driver, WordList words)
    {
        var signal = Signals.FirstOrDefault(s => s.Name == driver.Signal);
        var flags = (signal?.Value is { } value && Usual(value) == driver.Reading ? DriverFlags.UsualReading : DriverFlags.None)
            | (signal?.Points == driver.Points ? DriverFlags.SignalsPoints : DriverFlags.None);
        writer.Write((byte)flags);
        writer.Write7BitEncodedInt64(words.IdOf(driver.Signal));
        writer.Write7BitEncodedInt64(words.IdOf(driver.Label));
        if (!flags.HasFlag(DriverFlags.UsualReading))
        {
            writer.Write(driver.Reading);
        }

        if (!flags.HasFlag(DriverFlags.SignalsPoints))
        {
            CompactNumber.Write(writer, driver.Points);
        }

        CompactNumber.Write(writer, driver.Lost);
    }

    private static Driver ReadDriver(BinaryReader reader, WordList words, SignalPoints[] signals)
    {
        var flags = (DriverFlags)reader.ReadByte();
        var name = words.TextOf(reader.Read7BitEncodedInt64());
        var label = words.TextOf(reader.Read7BitEncodedInt64());
        var signal = Array.Find(signals, s => s.Name == name);
        var reading = flags.HasFlag(DriverFlags.UsualReading) ? Usual(signal!.Value!.Value) : reader.ReadString();
        var points = flags.HasFlag(DriverFlags.SignalsPoints) ? signal!.Points : CompactNumber.Read(reader);
        return new Driver(name, label, reading, points!.Value, CompactNumber.Read(reader)!.Value);
    }

    private static SignalPoints ReadSignal(BinaryReader reader, string name)
    {
        var value = CompactNumber.Read(reader);
        var reason = value is null ? reader.ReadByte() : 0;
        return new SignalPoints(name, value, reason == 0 ? null : (MissingReason)(reason - 1), CompactNumber.Read(reader));
    }

    // Not Driver.Describe: that may find better words one day, and what a day was shown with must not change with them.
    private static string Usual(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
