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
        new("seats", Number, "Licensed seats, where the company carries them") { Scale = FactField.AtLeastZero },
        new("is_test", Flag, "A test or internal account"),
        new("currency", Text, "ISO 4217 code"),
    ]);

    public static readonly FactKind Contacts = new(1, "contacts", FactShape.Object, "People at the customer.",
    [
        new("name", Text, "Name"),
        new("email", Text, "E-mail address"),
        new("role", Text, "champion, executive sponsor, admin, user"),
        new("left_at", Moment, "When the person left the company"),
        new("joined_at", Moment, "When the person was first known"),
        new("is_primary", Flag, "This company is the person's main one: what names only the person is this company's"),
    ],
        // Few lists of contacts say since when somebody is there; who stands in one and has not left is.
        new FactState("active", "joined_at", "left_at") { HoldsFromTheVersionOn = true });

    public static readonly FactKind Subscriptions = new(2, "subscriptions", FactShape.Object, "Terms the customer has committed to.",
    [
        new("plan", Text, "Product plan"),
        new("status", Text, "State in the billing system"),
        new("seats", Number, "Licensed seats") { Scale = FactField.AtLeastZero },
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
        new("reopened", Number, "How often it was re-opened") { KnownFrom = "solved_at", Scale = FactField.AtLeastZero },
        new("escalated", Flag, "Was escalated"),
        new("csat", Number, "Satisfaction the customer gave, on the desk's scale") { KnownFrom = "solved_at" },
        new("contact", Text, "E-mail of the requester"),
        new("resolution_time", Duration, "From opened to solved") { Span = ("opened_at", "solved_at") },
        new("response_time", Duration, "From opened to first response") { Span = ("opened_at", "first_response_at") },
        new("severity", Text, "How bad it is for the customer, where the desk tells it apart from priority"),
        new("sentiment", Text, "positive, neutral, negative"),
        new("text", Text, "What the customer wrote"),
    ],
        new FactState("open", "opened_at", "solved_at"));

    public static readonly FactKind Usage = new(4, "usage", FactShape.Occurrence, "What people did in the product.",
    [
        new("user", Text, "Who did it"),
        new("event", Text, "What was done: the feature or event name"),
        new("quantity", Number, "How often or how much; one row counts once where it is missing") { Scale = FactField.AtLeastZero },
        new("duration", Number, "Seconds it took") { Scale = FactField.AtLeastZero },
        new("errors", Number, "Errors met") { Scale = FactField.AtLeastZero },
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
        new("nps", Number, "0 to 10: how likely to recommend") { Scale = (0, 10) },
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
        new("invited", Number, "People invited") { Scale = FactField.AtLeastZero },
        new("attended", Number, "People who came") { Scale = FactField.AtLeastZero },
    ]);

    public static readonly FactKind Outcomes = new(8, "outcomes", FactShape.Occurrence, "How it ended or went on.",
    [
        new("type", Text, "churned, renewed, contracted, expanded"),
        new("amount", Money, "Change of annual recurring revenue in minor units"),
        new("reason", Text, "Why"),
        new("comment", Text, "What they said"),
    ]);

    public static readonly FactKind Payments = new(9, "payments", FactShape.Occurrence, "Attempts to pay, that worked or did not.",
    [
        new("amount", Money, "Amount in minor units"),
        new("currency", Text, "ISO 4217 code"),
        new("status", Text, "succeeded, failed, refunded"),
        new("invoice", Text, "Id of the invoice it pays"),
        new("method", Text, "card, transfer, debit"),
        new("contact", Text, "E-mail of the payer"),
    ]);

    public static readonly FactKind Deals = new(10, "deals", FactShape.Object, "Opportunities: new business, renewals, expansions.",
    [
        new("name", Text, "Name"),
        new("type", Text, "new, renewal, expansion"),
        new("stage", Text, "Stage of the pipeline; every change is a version"),
        new("amount", Money, "Amount in minor units"),
        new("currency", Text, "ISO 4217 code"),
        new("owner", Text, "E-mail of who is responsible"),
        new("opened_at", Moment, "When it was opened"),
        new("close_at", Planned, "When it is expected to close"),
        new("closed_at", Moment, "When it was won or lost"),
        new("won_at", Moment, "When it was won"),
        new("lost_at", Moment, "When it was lost"),
        new("reason", Text, "Why it was won or lost") { KnownFrom = "closed_at" },
    ],
        new FactState("open", "opened_at", "closed_at"));

    public static readonly FactKind Emails = new(11, "emails", FactShape.Object, "Marketing e-mails and what became of them.",
    [
        new("campaign", Text, "Campaign"),
        new("subject", Text, "Subject"),
        new("contact", Text, "E-mail of the recipient"),
        new("sent_at", Moment, "When it was sent"),
        new("opened_at", Moment, "When it was first opened"),
        new("clicked_at", Moment, "When a link in it was first followed"),
        new("bounced_at", Moment, "When it came back"),
        new("unsubscribed_at", Moment, "When the recipient unsubscribed by it"),
    ]);

    public static readonly FactKind Discounts = new(12, "discounts", FactShape.Object, "Requests for a discount.",
    [
        new("status", Text, "requested, granted, refused"),
        new("percent", Number, "Percent asked for") { Scale = (0, 100) },
        new("amount", Money, "Amount asked for in minor units"),
        new("currency", Text, "ISO 4217 code"),
        new("reason", Text, "Why"),
        new("requested_at", Moment, "When it was asked for"),
        new("decided_at", Moment, "When it was granted or refused"),
    ],
        new FactState("open", "requested_at", "decided_at"));

    public static readonly FactKind Metrics = new(13, "metrics", FactShape.Occurrence, "Numbers a source counted for a day.",
    [
        new("name", Text, "What was counted"),
        new("value", Number, "How much"),
    ]);

    public static readonly FactKind Milestones = new(14, "milestones", FactShape.Object, "Steps on the way to value.",
    [
        new("name", Text, "go_live, first_report, …"),
        new("owner", Text, "E-mail of who is responsible"),
        new("target_at", Planned, "When it should be reached"),
        new("reached_at", Moment, "When it was reached"),
    ],
        new FactState("overdue", "target_at", "reached_at"));

    public static readonly FactKind Goals = new(15, "goals", FactShape.Object, "What the customer wants to achieve.",
    [
        new("name", Text, "The goal in the customer's words"),
        new("status", Text, "on track, at risk, achieved, dropped"),
        new("progress", Number, "How far along, in the goal's own unit"),
        new("target", Number, "Where it is achieved, in the goal's own unit"),
        new("set_at", Moment, "When it was agreed"),
        new("due_at", Planned, "When it should be achieved"),
        new("achieved_at", Moment, "When it was achieved"),
    ],
        new FactState("open", "set_at", "achieved_at"),
        new FactState("overdue", "due_at", "achieved_at"));

    public static readonly FactKind Assessments = new(16, "assessments", FactShape.Object, "What a person thinks of the account.",
    [
        new("type", Text, "pulse, override, misscored"),
        new("author", Text, "E-mail of who gave it"),
        new("value", Number, "On the scale of its type"),
        new("word", Text, "A tier or a word instead of a number"),
        new("note", Text, "Why"),
        new("given_at", Moment, "When it was given"),
        new("expires_at", Planned, "From when on it says nothing any more"),
        new("score", Text, "The score that an override is of; the primary one where it is left out"),
    ],
        new FactState("valid", "given_at", "expires_at"));

    public static readonly FactKind Interventions = new(17, "interventions", FactShape.Object, "What we did about it.",
    [
        new("type", Text, "call, training, escalation, offer"),
        new("owner", Text, "E-mail of who did it"),
        new("playbook", Text, "Playbook that asked for it"),
        new("note", Text, "What was done"),
        new("started_at", Moment, "When it was begun"),
        new("done_at", Moment, "When it was done"),
        new("outcome", Text, "positive, neutral, negative") { KnownFrom = "done_at" },
    ],
        new FactState("open", "started_at", "done_at"));

    public static readonly FactKind Attributes = new(18, "attributes", FactShape.Object, "Anything else a source knows of an account; the id is the attribute's name.",
    [
        new("name", Text, "Name of the attribute"),
        new("text", Text, "Its value, where it is a word"),
        new("number", Number, "Its value, where it is a number"),
    ]);

    public static readonly FactKind SurveyInvitations = new(19, "survey_invitations", FactShape.Object, "Surveys that were sent, answered or not.",
    [
        new("survey", Text, "nps, csat, ces or a name"),
        new("channel", Text, "email, app"),
        new("contact", Text, "E-mail of who was asked"),
        new("sent_at", Moment, "When it was sent"),
        new("answered_at", Moment, "When it was answered"),
        new("response_time", Duration, "From sent to answered") { Span = ("sent_at", "answered_at") },
    ],
        new FactState("unanswered", "sent_at", "answered_at"));

    public static readonly FactKind BaselineScores = new(20, "baseline_scores", FactShape.Object, "Scores that another system gave.",
    [
        new("system", Text, "Name of the other system"),
        new("score", Number, "The score, on the system's own scale"),
        new("tier", Text, "What the system calls it"),
        new("worst", Number, "Score of the worst account on that scale; 0 where missing"),
        new("best", Number, "Score of the best account on that scale; 100 where missing"),
        new("scored_at", Moment, "When the system gave it"),
    ]);

    public static readonly ImmutableArray<FactKind> All =
    [
        Companies, Contacts, Subscriptions, Tickets, Usage, Invoices, Surveys, Activities, Outcomes,
        Payments, Deals, Emails, Discounts, Metrics, Milestones, Goals, Assessments, Interventions, Attributes, SurveyInvitations,
        BaselineScores,
    ];

    public static FactKind? Find(string name) => All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.Ordinal));
}
