using System.Data.Common;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Store.Facts;

/// <summary>
/// Reads stored rows straight into the columns of a book: a fact object, and texts, for each of them would cost several times as much
/// as the row.
/// </summary>
internal sealed class FactScan(Session session)
{
    /// <summary>Conditions may follow. Rows of an account and kind had best stand together, as they do in the table.</summary>
    public const string Select = "SELECT account, kind, at_us, id, updated_us, recorded_us, body FROM facts WHERE workspace = @workspace";

    private readonly BookPart _part = new();
    private FactKind _kind = FactKinds.Companies;
    private byte[] _kindName = [];
    private byte[] _account = [];
    private int _accountCode;

    /// <param name="reader">Of <see cref="Select"/>.</param>
    /// <exception cref="InvalidDataException">A row is damaged, or of a kind or with a field that this Mainstay does not know.</exception>
    public async Task<BookPart> ReadAsync(DbDataReader reader)
    {
        while (await reader.ReadAsync(session.CancellationToken))
        {
            Add(reader);
        }

        return _part;
    }

    private void Add(DbDataReader row)
    {
        EnterAccount(session.Utf8(row, 0));
        EnterKind(session.Utf8(row, 1));
        var writer = _part[_kind];
        writer.Begin(_accountCode, row.GetInt64(2));
        if (!row.IsDBNull(3))
        {
            writer.SetId(session.Utf8(row, 3));
        }
        else if (_kind.Shape == FactShape.Object)
        {
            throw new InvalidDataException($"A stored fact of {_kind} has no id.");
        }

        if (!row.IsDBNull(4))
        {
            writer.SetUpdatedAt(row.GetInt64(4));
        }

        if (!row.IsDBNull(5))
        {
            writer.SetRecordedAt(row.GetInt64(5));
        }

        FactBody.Read(writer, session.Utf8(row, 6));
    }

    private void EnterAccount(ReadOnlySpan<byte> account)
    {
        if (!account.SequenceEqual(_account))
        {
            _account = account.ToArray();
            _accountCode = _part.Accounts.CodeOf(account);
        }
    }

    private void EnterKind(ReadOnlySpan<byte> kind)
    {
        if (!kind.SequenceEqual(_kindName))
        {
            _kindName = kind.ToArray();
            _kind = BookLoader.KindOf(Encoding.UTF8.GetString(kind));
        }
    }
}
