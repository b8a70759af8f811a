using System.CommandLine;
using HtmIt.Quality.Ablation;
using HtmIt.Quality.Conformance;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Plots;
using HtmIt.Quality.Synthetic;

var root = new RootCommand("Measures how well the engine detects what is unusual, and proves its reference mode.")
{
    NabCommand.Create(),
    SyntheticCommand.Create(),
    PlotCommand.Create(),
    ConformanceCommand.Create(),
    AblationCommand.Create(),
};
return root.Parse(args).Invoke();
