using System.CommandLine;
using HtmIt.Benchmarks;
using HtmIt.Benchmarks.Batches;
using HtmIt.Benchmarks.Collector;
using HtmIt.Benchmarks.Frozen;
using HtmIt.Benchmarks.Hostile;
using HtmIt.Benchmarks.Memory;
using HtmIt.Benchmarks.Notifications;
using HtmIt.Benchmarks.Reading;
using HtmIt.Benchmarks.Selecting;
using HtmIt.Benchmarks.Server;
using HtmIt.Benchmarks.Watching;

var root = new RootCommand("Measures speed and memory.")
{
    EngineCommand.Create(),
    ServerCommand.Create(),
    CollectorCommand.Create(),
    NotificationsCommand.Create(),
    UnloadCommand.Create(),
    WakeCommand.Create(),
    HostileMessageCommand.Create(),
    ConnectionsCommand.Create(),
    ReadingCommand.Create(),
    BucketsCommand.Create(),
    SelectorsCommand.Create(),
    WatchMemoryCommand.Create(),
    WatchSelectorsCommand.Create(),
    FrozenCommand.Create(),
    BatchModelsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
