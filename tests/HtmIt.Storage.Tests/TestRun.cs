using HtmIt.Testing.Postgres;
using NUnit.Framework;

namespace HtmIt.Storage.Tests;

/// <summary>What all tests of this project share.</summary>
[SetUpFixture]
public sealed class TestRun
{
    [OneTimeSetUp]
    public Task StartAsync() => TestDatabases.StartAsync();

    [OneTimeTearDown]
    public Task StopAsync() => TestDatabases.StopAsync();
}
