using System.CommandLine;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Plots;
using HtmIt.Quality.Synthetic;

var root = new RootCommand("Measures how well the engine detects what is unusual.")
{
    NabCommand.Create(),
    SyntheticCommand.Create(),
    PlotCommand.Create(),
};
return root.Parse(args).Invoke();
