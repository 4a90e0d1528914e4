using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Over which midnights a person, named by e-mail or id, is a contact that fulfils conditions.</summary>
internal sealed class ContactDays(SelectionSpans contacts, FactColumns columns)
{
    private readonly Dictionary<string, List<(int From, int To)>> _days = new(StringComparer.Ordinal);
    private readonly TextColumn? _emails = columns.Texts(FactKinds.Contacts["email"]);
    private AccountHistory? _account;

    /// <summary>Ascending and apart from each other.</summary>
    public IReadOnlyList<(int From, int To)> Of(AccountHistory account, string? person)
    {
        if (!ReferenceEquals(_account, account))
        {
            _account = account;
            Compute(account);
        }

        return person is not null && _days.TryGetValue(person, out var days) ? days : [];
    }

    private void Compute(AccountHistory account)
    {
        _days.Clear();
        foreach (var span in contacts.Of(account))
        {
            Add(_emails?[span.Row], span);
            Add(columns.Ids?[span.Row], span);
        }

        foreach (var days in _days.Values)
        {
            Merge(days);
        }
    }

    private void Add(string? person, RowSpan span)
    {
        if (person is null)
        {
            return;
        }

        if (!_days.TryGetValue(person, out var days))
        {
            _days.Add(person, days = []);
        }

        days.Add((span.From, span.To));
    }

    // Two contacts can share an e-mail; a fact of theirs still counts once.
    private static void Merge(List<(int From, int To)> days)
    {
        days.Sort();
        var last = 0;
        for (var i = 1; i < days.Count; i++)
        {
            if (days[i].From <= days[last].To)
            {
                days[last] = (days[last].From, Math.Max(days[last].To, days[i].To));
            }
            else
            {
                days[++last] = days[i];
            }
        }

        days.RemoveRange(last + 1, days.Count - last - 1);
    }
}
