using System.CommandLine;
using HtmIt.Benchmarks;
using HtmIt.Benchmarks.Collector;
using HtmIt.Benchmarks.Hostile;
using HtmIt.Benchmarks.Memory;
using HtmIt.Benchmarks.Notifications;
using HtmIt.Benchmarks.Server;

var root = new RootCommand("Measures speed and memory.")
{
    EngineCommand.Create(),
    ServerCommand.Create(),
    CollectorCommand.Create(),
    NotificationsCommand.Create(),
    UnloadCommand.Create(),
    HostileMessageCommand.Create(),
    ConnectionsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
