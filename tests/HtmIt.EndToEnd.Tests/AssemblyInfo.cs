using NUnit.Framework;

// Each class has servers and data of its own, on free ports, and waits for a good part of its time: for a server that starts, for a retry.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
