using System.CommandLine;
using HtmIt.Quality.Nab;

var root = new RootCommand("Measures how well the engine detects what is unusual.") { NabCommand.Create() };
return root.Parse(args).Invoke();
