using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Store.Facts;

/// <summary>
/// The values of a fact as JSON: texts as strings, numbers as numbers, instants as arrays of their microseconds, absent
/// values left out. By name and in ordinal order of names, so that a kind may gain fields anywhere without changing what
/// is stored, or the identity that is computed from it.
/// </summary>
internal sealed class FactBody : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly ImmutableArray<FieldName>[] FieldsOfKind =
    [
        .. FactKinds.All.Select(kind => kind.Fields
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => new FieldName(f.Index, JsonEncodedText.Encode(f.Name)))
            .ToImmutableArray()),
    ];

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    public FactBody() => _writer = new Utf8JsonWriter(_buffer, Options);

    /// <summary>As a text of letters stands in the JSON below a field.</summary>
    public static string Part(string field, string text) => $"\"{field}\":\"{text}\"";

    /// <summary>The JSON in UTF-8, valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(Fact fact)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
        foreach (var (index, name) in FieldsOfKind[fact.Kind.Index])
        {
            var value = fact.Values[index];
            if (value.Text is { } text)
            {
                _writer.WriteString(name, text);
            }
            else if (value.Number is { } number)
            {
                _writer.WriteNumber(name, number);
            }
            else if (value.Time is { } time)
            {
                _writer.WriteStartArray(name);
                _writer.WriteNumberValue(time.Micros);
                _writer.WriteEndArray();
            }
        }

        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    /// <exception cref="InvalidDataException">A field that the kind does not have, or text that is no such JSON.</exception>
    public static ImmutableArray<FactValue> Read(FactKind kind, string body)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(body.Length));
        try
        {
            return Read(kind, bytes.AsSpan(0, Encoding.UTF8.GetBytes(body, bytes)));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A stored fact of {kind} is damaged: {body}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Gives the row that was begun the values of a body; those of another type than their field's are left out.</summary>
    /// <exception cref="InvalidDataException">A field that the kind does not have, or bytes that are no such JSON.</exception>
    public static void Read(FactRowWriter row, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = row.Kind.Fields[IndexOf(row.Kind, ref reader)];
                reader.Read();
                Set(row, field, ref reader);
            }
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A stored fact of {row.Kind} is damaged: {Encoding.UTF8.GetString(body)}", e);
        }
    }

    public void Dispose() => _writer.Dispose();

    private static ImmutableArray<FactValue> Read(FactKind kind, ReadOnlySpan<byte> body)
    {
        var values = new FactValue[kind.Fields.Length];
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ref var value = ref values[IndexOf(kind, ref reader)];
            reader.Read();
            value = Value(ref reader);
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private static void Set(FactRowWriter row, FactField field, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            if (field.IsTime)
            {
                row.SetTime(field, reader.GetInt64());
            }

            reader.Read();
        }
        else if (reader.TokenType == JsonTokenType.Number && field.IsNumeric && field.Type != FieldType.Duration)
        {
            // Minus zero is zero, as in every fact.
            row.SetNumber(field, reader.GetDouble() is var number && number == 0 ? 0 : number);
        }
        else if (reader.TokenType == JsonTokenType.String && field.Type == FieldType.Text)
        {
            SetText(row, field, ref reader);
        }
    }

    private static void SetText(FactRowWriter row, FactField field, ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            row.SetText(field, reader.ValueSpan);
            return;
        }

        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        row.SetText(field, text.AsSpan(0, reader.CopyString(text)));
        ArrayPool<byte>.Shared.Return(text);
    }

    private static FactValue Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return FactValue.Of(reader.GetString());
        }

        if (reader.TokenType == JsonTokenType.Number)
        {
            return FactValue.Of(reader.GetDouble());
        }

        reader.Read();
        var time = FactValue.Of(new Instant(reader.GetInt64()));
        reader.Read();
        return time;
    }

    private static int IndexOf(FactKind kind, ref Utf8JsonReader reader)
    {
        foreach (var (index, name) in FieldsOfKind[kind.Index])
        {
            if (reader.ValueTextEquals(name.EncodedUtf8Bytes))
            {
                return index;
            }
        }

        throw new InvalidDataException($"A stored fact of {kind} has the field '{reader.GetString()}', which this Mainstay does not know.");
    }

    private readonly record struct FieldName(int Index, JsonEncodedText Name);
}
