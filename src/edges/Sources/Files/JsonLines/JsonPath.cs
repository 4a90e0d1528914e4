using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>
/// The properties of an object, or the elements of a list, that lead to what a mapping reads: <c>requester.email</c>,
/// <c>tags.0</c>. A property whose own name has the dots in it (<c>{"requester.email": …}</c>) is found by the same path.
/// </summary>
internal sealed class JsonPath
{
    private readonly List<Step> _steps = [];
    private int _expected;

    public static JsonPath Of(IReadOnlyList<string> columns)
    {
        var root = new JsonPath();
        for (var slot = 0; slot < columns.Count; slot++)
        {
            root.Add(columns[slot], columns[slot], slot);
        }

        return root;
    }

    /// <summary>The step of the property whose name was just read, or null when nobody asks for it.</summary>
    public Step? Find(ref Utf8JsonReader name)
    {
        // Exports write their properties in the same order on every line.
        for (var i = 0; i < _steps.Count; i++)
        {
            var at = _expected + i;
            at = at < _steps.Count ? at : at - _steps.Count;
            if (name.ValueIsEscaped ? IsSame(ref name, _steps[at].Name) : name.ValueSpan.SequenceEqual(_steps[at].Name))
            {
                _expected = at + 1 < _steps.Count ? at + 1 : 0;
                return _steps[at];
            }
        }

        return null;
    }

    /// <summary>The step of the element at this place, from 0.</summary>
    public Step? Find(int element) => _steps.Find(s => s.Element == element);

    // Written with escapes, a name may hold half of a surrogate pair, which is no text.
    private static bool IsSame(ref Utf8JsonReader reader, byte[] name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Add(string rest, string column, int slot)
    {
        for (var dot = rest.IndexOf('.'); dot >= 0; dot = rest.IndexOf('.', dot + 1))
        {
            (StepTo(rest[..dot], column).Inner ??= new JsonPath()).Add(rest[(dot + 1)..], column, slot);
        }

        StepTo(rest, column).Slot = slot;
    }

    private Step StepTo(string name, string column)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        if (_steps.Find(s => s.Name.AsSpan().SequenceEqual(utf8)) is { } known)
        {
            return known;
        }

        var element = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && name == index.ToString(CultureInfo.InvariantCulture) ? index : -1;
        _steps.Add(new Step(utf8, column, element));
        return _steps[^1];
    }

    /// <param name="Name">As it stands in the file, in UTF-8.</param>
    /// <param name="Column">A column of the mapping that it leads to.</param>
    /// <param name="Element">The name as a place in a list; -1 when it is no number.</param>
    internal sealed record Step(byte[] Name, string Column, int Element)
    {
        /// <summary>Where the value goes; -1 when only something inside it is asked for.</summary>
        public int Slot { get; set; } = -1;

        public JsonPath? Inner { get; set; }
    }
}
