using System.CommandLine;
using HtmIt.Quality.Conformance;
using HtmIt.Quality.Nab;

var root = new RootCommand("Measures how well the engine detects what is unusual, and proves its reference mode.")
{
    NabCommand.Create(),
    ConformanceCommand.Create(),
};
return root.Parse(args).Invoke();
