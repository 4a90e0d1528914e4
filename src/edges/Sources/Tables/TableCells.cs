using System.Globalization;

namespace Mainstay.Sources.Tables;

/// <summary>The cells of one column while a file is read: numbers where they can be read as such, words where not.</summary>
internal sealed class TableCells
{
    private const int Blank = -1;
    private const int Number = -2;

    private readonly bool _decimalComma;
    private readonly List<double> _numbers = [];
    private readonly List<int> _words = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _places;

    /// <param name="decimalComma">See <see cref="TableNumber.TryParse"/>.</param>
    public TableCells(string name, bool decimalComma)
    {
        (Name, _decimalComma) = (name, decimalComma);
        _places = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public int Rows => _words.Count;

    /// <summary>Each text once that is no number, in order of appearance.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public void Add(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
        {
            Add(double.NaN, Blank);
        }
        else if (TableNumber.TryParse(cell, _decimalComma, out var number))
        {
            Add(number, Number);
        }
        else
        {
            if (!_places.TryGetValue(cell, out var place))
            {
                place = _texts.Count;
                _texts.Add(cell.ToString());
                _places[cell] = place;
            }

            Add(double.NaN, place);
        }
    }

    /// <summary>NaN where there is no number.</summary>
    public double NumberAt(int row) => _numbers[row];

    /// <summary>Null where nothing stands. A number reads as the shortest text that means it.</summary>
    public string? TextAt(int row) => _words[row] switch
    {
        Blank => null,
        Number => _numbers[row].ToString("R", CultureInfo.InvariantCulture),
        var place => _texts[place],
    };

    public bool IsBlank(int row) => _words[row] == Blank;

    public bool IsNumber(int row) => _words[row] == Number;

    private void Add(double number, int word)
    {
        _numbers.Add(number);
        _words.Add(word);
    }
}
