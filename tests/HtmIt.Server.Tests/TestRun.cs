using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using NUnit.Framework;

namespace HtmIt.Server.Tests;

/// <summary>What all tests of this project share.</summary>
[SetUpFixture]
public sealed class TestRun
{
    [OneTimeSetUp]
    public async Task StartAsync()
    {
        TestCredentials.Give();
        await TestDatabases.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await MotoServer.StopSharedAsync();
        await TestDatabases.StopAsync();
    }
}
