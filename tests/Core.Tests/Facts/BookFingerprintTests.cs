using Mainstay.Core.Facts;

namespace Mainstay.Core.Tests.Facts;

public sealed class BookFingerprintTests
{
    private static readonly string Same = Of(Usual());

    [Fact]
    public void The_order_in_which_facts_were_read_leaves_no_trace() => Assert.Equal(Same, Of(Scene.Utc
        .With(FactKinds.Usage, "{ at: 2026-01-02T10:00:00Z, user: ben, event: export }")
        .With(FactKinds.Tickets, "{ id: t1, at: 2026-01-05, priority: high }")
        .With(FactKinds.Usage, "{ at: 2026-01-01T10:00:00Z, user: ann, event: login }")));

    [Fact]
    public void A_fact_more_or_less_or_later_or_with_another_word_is_another_book()
    {
        Assert.NotEqual(Same, Of(Usual().With(FactKinds.Usage, "{ at: 2026-01-03T10:00:00Z, user: ben, event: export }")));
        Assert.NotEqual(Same, Of(Scene.Utc.With(FactKinds.Usage, "{ at: 2026-01-01T10:00:00Z, user: ann, event: login }", "{ at: 2026-01-02T10:00:00Z, user: ben, event: export }")));
        Assert.NotEqual(Same, Of(Scene.Utc
            .With(FactKinds.Usage, "{ at: 2026-01-01T10:00:00Z, user: ann, event: login }", "{ at: 2026-01-02T10:01:00Z, user: ben, event: export }")
            .With(FactKinds.Tickets, "{ id: t1, at: 2026-01-05, priority: high }")));
        Assert.NotEqual(Same, Of(Scene.Utc
            .With(FactKinds.Usage, "{ at: 2026-01-01T10:00:00Z, user: ann, event: login }", "{ at: 2026-01-02T10:00:00Z, user: bea, event: export }")
            .With(FactKinds.Tickets, "{ id: t1, at: 2026-01-05, priority: high }")));
    }

    [Fact]
    public void A_rejected_row_and_a_stream_that_ended_are_another_book()
    {
        Assert.NotEqual(Same, Of(Usual().Change(builder => builder.Taint("acme", FactKinds.Usage, null))));
        Assert.NotEqual(Same, Of(Usual().Stream(FactKinds.Invoices, Core.Facts.Stream.NotConnected)));
    }

    private static Scene Usual() => Scene.Utc
        .With(FactKinds.Usage, "{ at: 2026-01-01T10:00:00Z, user: ann, event: login }", "{ at: 2026-01-02T10:00:00Z, user: ben, event: export }")
        .With(FactKinds.Tickets, "{ id: t1, at: 2026-01-05, priority: high }");

    private static string Of(Scene scene) => BookFingerprint.Of([scene.History()]);
}
