using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests;

/// <summary>What all tests of this project share.</summary>
[SetUpFixture]
public sealed class TestRun
{
    [OneTimeSetUp]
    public void Start()
    {
        TestCredentials.Give();
        // The SDK decides at its first look whether there is such a file.
        File.WriteAllText(TestCredentials.SharedFile, "");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        File.Delete(TestCredentials.SharedFile);
        await MotoServer.StopSharedAsync();
    }
}
