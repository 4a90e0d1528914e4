using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Teams;

namespace Mainstay.Cli.Teams;

/// <summary><c>mainstay team delegate</c>: lets somebody stand in for somebody who is away.</summary>
public static class TeamDelegateCommand
{
    public static Command Create()
    {
        var who = new Argument<string>("EMAIL") { Description = "Who is away" };
        var to = Options.Text("--to", "EMAIL", "Who stands in: sees their accounts and gets their new tasks");
        to.Required = true;
        var from = Options.Text("--from", "DATE", "First day [default: today]");
        var through = Options.Text("--through", "DATE", "Last day");
        var end = new Option<bool>("--end") { Description = "End it, now and later" };
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("delegate", "Lets somebody stand in for somebody who is away") { who, to, from, through, end, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (person, standIn) = (TeamCommand.Email(parsed.GetRequiredValue(who)), TeamCommand.Email(parsed.GetRequiredValue(to)!));
            var delegation = parsed.GetValue(end) ? null : Read(person, standIn, parsed.GetValue(from), parsed.GetValue(through));
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            if (delegation is null)
            {
                if (!await input.Database.Teams.EndDelegationAsync(input.Workspace, person, standIn, TeamCommand.By(), cancellationToken))
                {
                    throw new UserException($"{standIn} does not stand in for {person}. See: mainstay team list");
                }

                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{standIn} stands in for {person} no more.");
                return MainstayCommand.Ok;
            }

            await input.Database.Teams.DelegateAsync(input.Workspace, delegation, TeamCommand.By(), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{standIn} stands in for {person} from {Days.Iso(delegation.From)} through {Days.Iso(delegation.Through)}.");
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Delegation Read(string person, string standIn, string? from, string? through)
    {
        if (person == standIn)
        {
            throw new UserException($"{person} cannot stand in for themselves.");
        }

        var first = from is null ? TeamCommand.Today() : Days.Parse("--from", from);
        var last = through is null ? throw new UserException("Say the last day with --through DATE, or --end.") : Days.Parse("--through", through);
        return last >= first ? new Delegation(person, standIn, first, last) : throw new UserException($"--through {through} lies before the first day.");
    }
}
