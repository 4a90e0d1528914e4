using Mainstay.Cli;

return await MainstayCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
