using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Templates;

/// <summary>Cells of the two example rows: one is of Acme, the other of Bolt, the same people and ids in all files.</summary>
internal static class TemplateExamples
{
    private static readonly DateOnly First = new(2025, 3, 3);

    /// <summary>Where the rule for its type would not tell a story: by kind and field, or by field for all kinds.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["companies.name"] = ["Acme GmbH", "Bolt Ltd"],
        ["companies.parent"] = ["", "acme"],
        ["companies.segment"] = ["enterprise", "small"],
        ["companies.stage"] = ["adoption", "onboarding"],
        ["companies.domain"] = ["acme.example acme.test", "bolt.example"],
        ["companies.industry"] = ["manufacturing", "software"],
        ["companies.country"] = ["DE", "GB"],
        ["companies.arr"] = ["1200000", "240000"],
        ["contacts.name"] = ["Ann Ames", "Bob Bell"],
        ["contacts.left_at"] = ["", "2025-09-30"],
        ["contacts.joined_at"] = ["2025-01-15", "2025-02-01"],
        ["subscriptions.status"] = ["active", "active"],
        ["subscriptions.mrr"] = ["100000", "20000"],
        ["subscriptions.interval"] = ["annual", "monthly"],
        ["subscriptions.starts_at"] = ["2025-01-15", "2025-02-01"],
        ["subscriptions.ends_at"] = ["2026-01-15", "2025-12-01"],
        ["subscriptions.cancelled_at"] = ["", "2025-10-15"],
        ["tickets.status"] = ["solved", "solved"],
        ["tickets.severity"] = ["minor", "major"],
        ["tickets.text"] = ["The export stops half-way", "How do I add a colleague?"],
        ["usage.event"] = ["report.created", "login"],
        ["invoices.status"] = ["paid", "paid"],
        ["surveys.nps"] = ["9", "6"],
        ["surveys.comment"] = ["Saves us a day a week", "Too slow on Mondays"],
        ["outcomes.type"] = ["expanded", "churned"],
        ["outcomes.amount"] = ["120000", "-240000"],
        ["outcomes.reason"] = ["more seats", "price"],
        ["outcomes.comment"] = ["A second plant joined", "They found something cheaper"],
        ["payments.invoice"] = ["invoices-1", "invoices-2"],
        ["deals.name"] = ["Acme renewal", "Bolt expansion"],
        ["deals.type"] = ["renewal", "expansion"],
        ["deals.stage"] = ["closed won", "closed lost"],
        ["deals.lost_at"] = ["", "2025-05-05"],
        ["deals.won_at"] = ["2025-05-05", ""],
        ["deals.closed_at"] = ["2025-05-05", "2025-05-05"],
        ["deals.reason"] = ["value shown", "budget"],
        ["emails.bounced_at"] = ["", ""],
        ["emails.unsubscribed_at"] = ["", "2025-04-28"],
        ["discounts.reason"] = ["longer term", "competing offer"],
        ["metrics.name"] = ["active_users", "api_calls"],
        ["milestones.name"] = ["go_live", "first_report"],
        ["goals.name"] = ["Close the month in two days", "No more spreadsheets"],
        ["assessments.type"] = ["pulse", "pulse"],
        ["assessments.word"] = ["green", "red"],
        ["assessments.value"] = ["8", "3"],
        ["assessments.note"] = ["Sponsor is happy", "No answer for a month"],
        ["interventions.playbook"] = ["red-account", "red-account"],
        ["interventions.note"] = ["Trained the new team", "Offered a review"],
        ["attributes.name"] = ["region", "integrations"],
        ["attributes.text"] = ["EMEA", ""],
        ["attributes.number"] = ["", "4"],
        ["goals.target"] = ["5", "4"],
        ["baseline_scores.system"] = ["OldTool", "OldTool"],
        ["baseline_scores.score"] = ["8.2", "3.1"],
        ["baseline_scores.tier"] = ["green", "red"],
        ["baseline_scores.worst"] = ["0", "0"],
        ["baseline_scores.best"] = ["10", "10"],
        ["name"] = ["Example", "Example"],
        ["owner"] = ["cora@vendor.example", "dan@vendor.example"],
        ["author"] = ["cora@vendor.example", "dan@vendor.example"],
        ["email"] = ["ann@acme.example", "bob@bolt.example"],
        ["contact"] = ["ann@acme.example", "bob@bolt.example"],
        ["user"] = ["ann@acme.example", "bob@bolt.example"],
        ["plan"] = ["pro", "basic"],
        ["currency"] = ["EUR", "GBP"],
        ["subject"] = ["Export stops", "New colleague"],
        ["campaign"] = ["spring", "spring"],
        ["csat"] = ["5", "4"],
        ["seats"] = ["50", "10"],
    };

    public static IReadOnlyList<string> Of(FactKind kind, FactField field) =>
        Known.TryGetValue($"{kind}.{field.Name}", out var own) || Known.TryGetValue(field.Name, out own) ? own : ByType(field);

    // A field that is new in a kind gets what fits its type; moments stand in the order of the fields.
    private static string[] ByType(FactField field) => field.Type switch
    {
        FieldType.Text => Words(field),
        FieldType.Number => ["3", "1"],
        FieldType.Money => ["100000", "20000"],
        FieldType.Flag => ["true", "false"],
        FieldType.Moment or FieldType.Planned => [Day(field, 0), Day(field, 1)],
        FieldType.Duration => throw new ArgumentException($"{field.Name} is computed.", nameof(field)),
    };

    // "low, normal, high, critical" says which words there are.
    private static string[] Words(FactField field)
    {
        var words = field.Meaning.Split(", ");
        return words.Length > 1 ? [words[0], words[1]] : [field.Name.Replace('_', ' '), field.Name.Replace('_', ' ')];
    }

    private static string Day(FactField field, int row) => First.AddDays((7 * field.Index) + row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
