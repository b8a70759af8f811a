using HtmIt.Cli;
using HtmIt.Cli.Terminals;

return await HtmItCommand.RunAsync(args, Terminal.OfProcess());
