using Mainstay.Core.Playbooks;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;
using Mainstay.Core.Tests.Scores;

namespace Mainstay.Core.Tests.Playbooks;

public sealed class PlaybookReaderTests
{
    [Fact]
    public void All_mistakes_of_a_playbook_file_are_told_at_once() => Approved.Check(string.Join("\n", new[]
    {
        "[]",
        "{}",
        "{ playbooks: [] }",
        """
        playbook: {}
        playbooks:
          Red/account: { when: { tier_entered: red }, task: { title: x } }
          empty: {}
          list: []
          wrong:
            score: helth
            when: { tier_entred: red }
            task: { titel: x, priority: hihg, due: 2 }
            then: nothing
          title: { when: { tier_entered: rde }, task: { title: "{acount} is {tier} {} {x}", due: soon } }
          when: { when: red, task: call }
        """,
    }.Select(text => string.Join('\n', Read(text).Findings))));

    [Fact]
    public void A_playbook_is_read_with_its_defaults()
    {
        var playbook = Assert.Single(Read("playbooks: { red-1: { when: { tier_entered: red }, task: { title: Call } } }").Playbooks);
        Assert.Equal(
            new Playbook { Name = "red-1", When = new Trigger.TierEntered("red"), Task = new TaskTemplate("Call", TaskPriority.Normal, 7) }, playbook);
    }

    [Fact]
    public void A_playbook_can_watch_another_score_and_press()
    {
        var playbook = Assert.Single(Read("playbooks: { x: { score: s, when: { tier_entered: yellow }, task: { title: Call, priority: urgent, due: 2w } } }").Playbooks);
        Assert.Equal(("s", TaskPriority.Urgent, 14), (playbook.Score, playbook.Task.Priority, playbook.Task.DueDays));
    }

    [Fact]
    public void One_wrong_playbook_withholds_all_of_the_file() =>
        Assert.Empty(Read("playbooks: { good: { when: { tier_entered: red }, task: { title: Call } }, bad: {} }").Playbooks);

    [Fact]
    public void The_shipped_playbook_is_read_without_a_finding() =>
        Assert.Empty(Read(Repository.Read("playbooks/red-account.yaml")).Findings);

    private static (System.Collections.Immutable.ImmutableArray<Playbook> Playbooks, IReadOnlyList<Core.Documents.Finding> Findings) Read(string text) =>
        PlaybookReader.Read(Doc.Of(text), Scene.ModelOf(EvaluatorTests.Model("a: { signals: [ p80 ] }")));
}
