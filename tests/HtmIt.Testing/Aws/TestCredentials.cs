namespace HtmIt.Testing.Aws;

/// <summary>The credentials of the whole run, which open nothing. Variables of the process are shared by all tests, so no fixture sets its
/// own.</summary>
public static class TestCredentials
{
    public const string AccessKeyId = "AKIDEXAMPLE";
    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// <summary>The shared credentials file of the run; a test that needs profiles writes it, and takes it away.</summary>
    public static string SharedFile { get; } = Path.Combine(Path.GetTempPath(), $"htmit-aws-{Environment.ProcessId}");

    public static void Give()
    {
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", SharedFile);
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", $"{SharedFile}-config");
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", AccessKeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", SecretAccessKey);
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", null);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }
}
