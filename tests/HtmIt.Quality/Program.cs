using System.CommandLine;
using HtmIt.Quality.Ablation;
using HtmIt.Quality.Conformance;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Plots;
using HtmIt.Quality.Synthetic;
using HtmIt.Quality.Young;

var root = new RootCommand("Measures how well the engine detects what is unusual, and proves its reference mode.")
{
    NabCommand.Create(),
    SyntheticCommand.Create(),
    YoungCommand.Create(),
    PlotCommand.Create(),
    ConformanceCommand.Create(),
    AblationCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
