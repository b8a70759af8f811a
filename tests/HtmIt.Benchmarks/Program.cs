using System.CommandLine;
using HtmIt.Benchmarks;

var root = new RootCommand("Measures speed and memory.") { EngineCommand.Create() };
return root.Parse(args).Invoke();
