using NUnit.Framework;

// Each class has a server and a database of its own, and waits for most of its time.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
