using System.Collections.Immutable;
using static Mainstay.Core.Facts.FieldType;

namespace Mainstay.Core.Facts;

/// <summary>The kinds of facts that Mainstay knows. Order is stable: it is the order of streams, templates and timelines.</summary>
public static class FactKinds
{
    public static readonly FactKind Companies = new(0, "companies", FactShape.Object, "Customer accounts.",
    [
        new("name", Text, "Name people know it by"),
        new("owner", Text, "E-mail of the CSM who is responsible"),
        new("parent", Text, "Account id of the parent company"),
        new("domain", Text, "E-mail domains, separated by spaces"),
        new("segment", Text, "Size or tier of the customer"),
        new("plan", Text, "Product plan"),
        new("stage", Text, "Lifecycle stage"),
        new("industry", Text, "Industry"),
        new("country", Text, "Country"),
        new("arr", Money, "Annual recurring revenue in minor units"),
        new("seats", Number, "Licensed seats, where the company carries them"),
        new("is_test", Flag, "A test or internal account"),
    ]);

    public static readonly FactKind Contacts = new(1, "contacts", FactShape.Object, "People at the customer.",
    [
        new("name", Text, "Name"),
        new("email", Text, "E-mail address"),
        new("role", Text, "champion, executive sponsor, admin, user"),
        new("left_at", Moment, "When the person left the company"),
        new("joined_at", Moment, "When the person was first known"),
    ],
        new FactState("active", "joined_at", "left_at"));

    public static readonly FactKind Subscriptions = new(2, "subscriptions", FactShape.Object, "Terms the customer has committed to.",
    [
        new("plan", Text, "Product plan"),
        new("status", Text, "State in the billing system"),
        new("seats", Number, "Licensed seats"),
        new("mrr", Money, "Monthly recurring revenue in minor units"),
        new("currency", Text, "ISO 4217 code"),
        new("interval", Text, "monthly, quarterly, annual"),
        new("starts_at", Planned, "First instant of the term"),
        new("ends_at", Planned, "End of the committed term; that instant is no longer part of it"),
        new("auto_renew", Flag, "Renews unless cancelled"),
        new("is_trial", Flag, "A trial, not a paid term"),
        new("cancelled_at", Moment, "When notice was given"),
    ],
        new FactState("held", "starts_at", "ends_at"));

    public static readonly FactKind Tickets = new(3, "tickets", FactShape.Object, "Support requests.",
    [
        new("subject", Text, "Subject"),
        new("status", Text, "State in the desk"),
        new("priority", Text, "low, normal, high, critical"),
        new("opened_at", Moment, "When it was opened"),
        new("first_response_at", Moment, "When somebody first answered"),
        new("solved_at", Moment, "When it was solved or closed"),
        new("reopened", Number, "How often it was re-opened") { KnownFrom = "solved_at" },
        new("escalated", Flag, "Was escalated"),
        new("csat", Number, "Satisfaction the customer gave, on the desk's scale") { KnownFrom = "solved_at" },
        new("contact", Text, "E-mail of the requester"),
        new("resolution_time", Duration, "From opened to solved") { Span = ("opened_at", "solved_at") },
        new("response_time", Duration, "From opened to first response") { Span = ("opened_at", "first_response_at") },
    ],
        new FactState("open", "opened_at", "solved_at"));

    public static readonly FactKind Usage = new(4, "usage", FactShape.Occurrence, "What people did in the product.",
    [
        new("user", Text, "Who did it"),
        new("event", Text, "What was done: the feature or event name"),
        new("quantity", Number, "How often or how much; one row counts once where it is missing"),
        new("duration", Number, "Seconds it took"),
        new("errors", Number, "Errors met"),
    ]);

    public static readonly FactKind Invoices = new(5, "invoices", FactShape.Object, "Bills and whether they were paid.",
    [
        new("amount", Money, "Amount in minor units"),
        new("currency", Text, "ISO 4217 code"),
        new("status", Text, "State in the billing system"),
        new("issued_at", Moment, "When it was issued"),
        new("due_at", Planned, "When it is due"),
        new("paid_at", Moment, "When it was paid"),
    ],
        new FactState("overdue", "due_at", "paid_at"),
        new FactState("open", "issued_at", "paid_at"));

    public static readonly FactKind Surveys = new(6, "surveys", FactShape.Occurrence, "Survey answers.",
    [
        new("user", Text, "Who answered"),
        new("nps", Number, "0 to 10: how likely to recommend"),
        new("csat", Number, "Satisfaction, on the survey's scale"),
        new("ces", Number, "Effort, on the survey's scale"),
        new("comment", Text, "What they wrote"),
    ]);

    public static readonly FactKind Activities = new(7, "activities", FactShape.Occurrence, "What we did together.",
    [
        new("type", Text, "call, meeting, qbr, training, email"),
        new("subject", Text, "Subject"),
        new("contact", Text, "E-mail of the customer's person"),
        new("outcome", Text, "positive, neutral, negative"),
        new("invited", Number, "People invited"),
        new("attended", Number, "People who came"),
    ]);

    public static readonly FactKind Outcomes = new(8, "outcomes", FactShape.Occurrence, "How it ended or went on.",
    [
        new("type", Text, "churned, renewed, contracted, expanded"),
        new("amount", Money, "Change of annual recurring revenue in minor units"),
        new("reason", Text, "Why"),
        new("comment", Text, "What they said"),
    ]);

    public static readonly ImmutableArray<FactKind> All =
        [Companies, Contacts, Subscriptions, Tickets, Usage, Invoices, Surveys, Activities, Outcomes];

    public static FactKind? Find(string name) => All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.Ordinal));
}
