using Mainstay.Core.Facts;

namespace Mainstay.Sources.Tests.Simulation;

/// <summary>What must hold row by row in any book we ship.</summary>
public sealed class BookRules(Samples samples)
{
    public static TheoryData<string> Books => ["demo", "harbour"];

    [Theory, MemberData(nameof(Books))]
    public void The_columns_are_the_fields_of_the_kind(string name)
    {
        var book = samples[name];
        Assert.Equal(Samples.Kinds.Select(k => k.Name).Order(StringComparer.Ordinal), book.Kinds);
        foreach (var kind in Samples.Kinds)
        {
            var fields = Samples.FieldsOf(kind);
            string[] header = kind == FactKinds.Companies ? ["id", "at"] : ["id", "account_id", "at"];
            Assert.Equal([.. header, .. fields], book.HeaderOf(kind.Name));
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void Every_row_belongs_to_a_known_company_and_nothing_precedes_it(string name)
    {
        var since = samples[name]["companies"].GroupBy(r => r["id"]).ToDictionary(g => g.Key, g => g.Min(r => r.At("at")));
        foreach (var row in samples[name].Kinds.SelectMany(k => samples[name][k]))
        {
            Assert.True(since.TryGetValue(row.Account, out var first) && first <= row.At("at"), row["id"]);
        }

        Assert.All(samples[name]["companies"].Where(r => r["parent"].Length > 0), r => Assert.True(since.ContainsKey(r["parent"]) && r["parent"] != r["id"]));
    }

    [Theory, MemberData(nameof(Books))]
    public void Ids_are_given_once_and_only_objects_repeat_them_as_later_versions(string name)
    {
        foreach (var kind in Samples.Kinds)
        {
            foreach (var versions in samples[name][kind.Name].GroupBy(r => r["id"]))
            {
                Assert.NotEqual("", versions.Key);
                Assert.Single(versions.Select(r => r.Account).Distinct());
                var times = versions.Select(r => r.At("at")).ToArray();
                Assert.True(kind.Shape == FactShape.Object || times.Length == 1, versions.Key);
                Assert.Equal(times.Distinct().Order(), times);
            }
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void Nothing_but_a_planned_date_lies_at_or_after_the_end(string name)
    {
        foreach (var kind in Samples.Kinds)
        {
            string[] moments = ["at", .. kind.Fields.Where(f => f.Type == FieldType.Moment).Select(f => f.Name)];
            foreach (var row in samples[name][kind.Name])
            {
                Assert.DoesNotContain(moments, m => row.Maybe(m) >= samples[name].End);
            }
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void A_ticket_is_opened_then_answered_then_solved(string name)
    {
        foreach (var ticket in samples[name]["tickets"])
        {
            var (opened, answered, solved) = (ticket.At("opened_at"), ticket.Maybe("first_response_at"), ticket.Maybe("solved_at"));
            Assert.False(answered < opened || solved < answered, ticket["id"]);
            Assert.False(solved is not null && answered is null, ticket["id"]);
            Assert.Equal(solved == ticket.At("at") ? "solved" : "open", ticket["status"]);
            Assert.True(solved is not null || (ticket["csat"].Length == 0 && ticket["reopened"].Length == 0), ticket["id"]);
            Assert.Contains(ticket["priority"], new[] { "low", "normal", "high", "critical" });
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void Answers_stay_on_their_scales(string name)
    {
        Assert.All(samples[name]["surveys"], r => Assert.True(InRange(r["nps"], 0, 10) && InRange(r["csat"], 1, 5) && InRange(r["ces"], 1, 7), r["id"]));
        Assert.All(samples[name]["tickets"], r => Assert.True(InRange(r["csat"], 1, 5), r["id"]));
        Assert.All(samples[name]["activities"].Where(r => r["invited"].Length > 0), r => Assert.InRange(r.Number("attended"), 0, r.Number("invited")));

        static bool InRange(string text, int low, int high) =>
            text.Length == 0 || (int.Parse(text) is var number && number >= low && number <= high);
    }

    [Theory, MemberData(nameof(Books))]
    public void An_invoice_is_due_after_thirty_days_and_paid_after_it_was_issued(string name)
    {
        foreach (var invoice in samples[name]["invoices"])
        {
            Assert.Equal(invoice.At("issued_at").Date.AddDays(30), invoice.At("due_at"));
            Assert.False(invoice.Maybe("paid_at") <= invoice.At("issued_at"), invoice["id"]);
            Assert.Equal(invoice.Maybe("paid_at") == invoice.At("at") ? "paid" : "open", invoice["status"]);
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void A_successor_term_starts_exactly_when_the_previous_one_ends(string name)
    {
        foreach (var account in samples[name].ByAccount("subscriptions"))
        {
            var terms = account.GroupBy(r => r["id"]).Select(g => g.MaxBy(r => r.At("at"))!).OrderBy(r => r.At("starts_at")).ToArray();
            Assert.All(terms.Zip(terms.Skip(1)), pair => Assert.Equal(pair.First.At("ends_at"), pair.Second.At("starts_at")));
            Assert.All(account, v => Assert.False(v.At("at") < v.At("starts_at") || v.At("at") >= v.Maybe("ends_at"), v["id"]));
            Assert.All(account, v => Assert.Equal(v["cancelled_at"].Length > 0, v["status"] == "notice given"));
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void Only_people_who_are_there_use_the_product_answer_and_ask(string name)
    {
        var people = samples[name]["contacts"].ToDictionary(r => (r.Account, r["email"]));
        foreach (var (kind, column) in new[] { ("usage", "user"), ("surveys", "user"), ("tickets", "contact"), ("activities", "contact") })
        {
            foreach (var row in samples[name][kind].Where(r => r[column].Length > 0))
            {
                var person = people[(row.Account, row[column])];
                var at = kind == "tickets" ? row.At("opened_at") : row.At("at");
                Assert.True(person.At("joined_at") <= at && !(person.Maybe("left_at") <= at), $"{row["id"]} {row[column]}");
            }
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void The_revenue_of_a_company_is_twelve_months_of_its_term(string name)
    {
        var terms = samples[name].ByAccount("subscriptions");
        foreach (var company in samples[name]["companies"].Where(r => r["stage"] != "churned"))
        {
            var term = terms[company["id"]].LastOrDefault(t => t.At("at") <= company.At("at"));
            Assert.True(term is null || 12 * term.Number("mrr") == company.Number("arr"), string.Join(',', company.Cells));
        }
    }
}
