namespace Mainstay.Sources.Files.Rows;

internal enum RowOutcome
{
    /// <summary>The row has as many cells as the header.</summary>
    Whole,

    /// <summary>Nothing stands in it.</summary>
    Blank,

    /// <summary>It is given up with its first physical line; <see cref="Row.Defect"/> says why.</summary>
    Defect,

    /// <summary>The row may go on beyond the bytes.</summary>
    NeedsMore,

    /// <summary>No bytes are left.</summary>
    End,
}

/// <summary>Reads the row that some bytes begin with into the slots of a <see cref="Row"/>.</summary>
internal interface IRowScan
{
    /// <summary>Bytes of a whole or blank row with its line end.</summary>
    int Length { get; }

    /// <summary>Where the next row begins within the bytes; -1 when that is beyond them.</summary>
    int Next(ReadOnlySpan<byte> bytes, bool isComplete);

    RowOutcome Read(ReadOnlySpan<byte> bytes, bool isComplete, long line, Row row);
}
