using System.CommandLine;
using HtmIt.Benchmarks;
using HtmIt.Benchmarks.Server;

var root = new RootCommand("Measures speed and memory.") { EngineCommand.Create(), ServerCommand.Create() };
return await root.Parse(args).InvokeAsync();
