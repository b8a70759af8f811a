using HtmIt.Cli.CommandLine;

return await HtmItCommand.RunAsync(args, Terminal.OfProcess());
