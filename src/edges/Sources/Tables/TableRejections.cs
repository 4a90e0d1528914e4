using System.Collections.Immutable;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Tables;

/// <summary>What could not be read of a table, with the first of it as examples.</summary>
internal sealed class TableRejections(string file)
{
    private readonly List<RejectedRow> _examples = [];

    public int Rows { get; private set; }

    public int Cells { get; private set; }

    public ImmutableArray<RejectedRow> Examples => [.. _examples.OrderBy(e => e.Line)];

    public void AddRow(long line, RowDefect defect)
    {
        Rows++;
        Keep(line, defect.Column, defect.Value, defect.Expected);
    }

    public void AddCell(long line, string column, string value)
    {
        Cells++;
        Keep(line, column, Shortened.Of(value), "a number, as in most rows");
    }

    private void Keep(long line, string? column, string value, string expected)
    {
        if (_examples.Count < TableResult.MostExamples)
        {
            _examples.Add(new RejectedRow { File = file, Line = line, Field = column, Value = value, Expected = expected });
        }
    }
}
