using System.Text.Json.Serialization;

namespace Mainstay.Store.Backups;

/// <summary>The first line of a backup.</summary>
internal sealed record BackupHeader(string Format, int Schema, IReadOnlyList<BackupHeader.Table> Tables)
{
    public const string CurrentFormat = "mainstay backup 1";

    internal sealed record Table(string Name, IReadOnlyList<Column> Columns)
    {
        public BulkTable ToBulkTable() => new(Name, [.. Columns.Select(c => new BulkColumn(c.Name, c.Type))]);
    }

    internal sealed record Column(string Name, ColumnType Type);
}

/// <summary>The last line: without it the file was cut off.</summary>
/// <param name="Sha256">Of all bytes before this line, in hexadecimal digits.</param>
internal sealed record BackupEnd(long Rows, string Sha256);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BackupHeader))]
[JsonSerializable(typeof(BackupEnd))]
internal sealed partial class BackupJson : JsonSerializerContext;
