using System.Security.Cryptography;
using System.Text;
using Mainstay.Store.Answers;

namespace Mainstay.Store.Tests.Answers;

public abstract class AnswerContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly StoredAnswer Created = new(201, new Dictionary<string, string> { ["Location"] = "/a/ü" }, [1, 2, 0, 255]);

    [Fact]
    public async Task A_request_is_answered_once_and_then_as_it_was_answered()
    {
        Assert.IsType<AnswerClaim.New>(await ClaimAsync("k", "one"));
        Assert.IsType<AnswerClaim.Running>(await ClaimAsync("k", "one"));
        await Store.Answers.KeepAsync("w", "anna", "k", Created, Ct);

        var answer = Assert.IsType<AnswerClaim.Answered>(await ClaimAsync("k", "one")).Answer;
        Assert.Equal((201, "/a/ü"), (answer.Status, answer.Headers["Location"]));
        Assert.Equal(Created.Body, answer.Body);
    }

    [Fact]
    public async Task A_key_names_one_request_of_one_caller_in_one_workspace()
    {
        await ClaimAsync("k", "one");

        Assert.IsType<AnswerClaim.Other>(await ClaimAsync("k", "two"));
        Assert.IsType<AnswerClaim.New>(await ClaimAsync("k", "two", caller: "bert"));
        Assert.IsType<AnswerClaim.New>(await ClaimAsync("k", "two", workspace: "v"));
        Assert.IsType<AnswerClaim.New>(await ClaimAsync("K", "two"));
    }

    [Fact]
    public async Task Of_many_at_the_same_time_one_answers()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ClaimAsync("k", "one"))));

        Assert.Single(claims.OfType<AnswerClaim.New>());
        Assert.Equal(15, claims.OfType<AnswerClaim.Running>().Count());
    }

    [Fact]
    public async Task What_could_not_be_answered_may_be_asked_again()
    {
        await ClaimAsync("k", "one");
        await Store.Answers.ForgetAsync("w", "anna", "k", Ct);

        Assert.IsType<AnswerClaim.New>(await ClaimAsync("k", "one"));
    }

    private Task<AnswerClaim> ClaimAsync(string key, string asked, string caller = "anna", string workspace = "w") =>
        Store.Answers.ClaimAsync(workspace, caller, key, SHA256.HashData(Encoding.UTF8.GetBytes(asked)), Ct);
}
