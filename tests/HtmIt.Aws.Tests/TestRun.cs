using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests;

/// <summary>What all tests of this project share.</summary>
[SetUpFixture]
public sealed class TestRun
{
    [OneTimeSetUp]
    public void Start() => TestCredentials.Give();

    [OneTimeTearDown]
    public Task StopAsync() => MotoServer.StopSharedAsync();
}
