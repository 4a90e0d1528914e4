using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Tells a report of rows that did not become facts: those that do not fit, which taint their accounts, those that are nobody's, and of those that are early.</summary>
internal sealed class Rejections(ImportReport report, FileReport file)
{
    public void Reject(Row row, FactKind kind, Rejection rejection)
    {
        report.Reject(file, new RejectedRow
        {
            File = file.File,
            Line = row.Line,
            Field = rejection.Column,
            Value = rejection.Value,
            Expected = rejection.Expected,
            Kind = kind,
            Account = rejection.Account,
            At = rejection.At,
        });
        if (rejection.Account is { } account)
        {
            report.Taint(new Taint(account, kind, rejection.At, rejection.RecordedAt, rejection.Id));
        }
    }

    public void TellFuture(Row row, string column, string value, Fact fact) => file.TellFuture(new FutureRow
    {
        File = file.File,
        Line = row.Line,
        Column = column,
        Value = value,
        Kind = fact.Kind,
        Account = fact.Account,
    });

    public UnmatchedRow Leave(Row row, Unmatched unmatched)
    {
        var left = new UnmatchedRow
        {
            File = file.File,
            Line = row.Line,
            Column = unmatched.Column,
            Value = unmatched.Value,
            Reason = unmatched.Reason,
            Kind = unmatched.Fact.Kind,
        };
        file.Leave(left);
        return left;
    }

    // The cells before the break may still tell whose row it was.
    public void Reject(Row row, RowDefect defect, FactReader[] facts)
    {
        var accounts = facts.Select(f => (f.Bound.Kind, Account: f.AccountOf(row))).ToArray();
        foreach (var (kind, account) in accounts)
        {
            if (account is not null)
            {
                report.Taint(new Taint(account, kind, At: null));
            }
        }

        report.Reject(file, new RejectedRow
        {
            File = file.File,
            Line = row.Line,
            Field = defect.Column,
            Value = defect.Value,
            Expected = defect.Expected,
            Kind = facts.Length == 1 ? facts[0].Bound.Kind : null,
            Account = Array.Find(accounts, a => a.Account is not null).Account,
        });
    }
}
