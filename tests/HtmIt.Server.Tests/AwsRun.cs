using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Server.Tests;

/// <summary>The credentials of the whole run, which open nothing, and the end of the fake AWS. Variables of the process are shared by
/// all tests, so no fixture sets its own.</summary>
[SetUpFixture]
public sealed class AwsRun
{
    public const string AccessKeyId = "AKIDEXAMPLE";
    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [OneTimeSetUp]
    public void GiveCredentials()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", AccessKeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", SecretAccessKey);
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", null);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }

    [OneTimeTearDown]
    public Task StopAsync() => MotoServer.StopSharedAsync();
}
