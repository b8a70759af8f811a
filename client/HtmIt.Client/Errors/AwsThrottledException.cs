namespace HtmIt.Client.Errors;

/// <summary>AWS throttles, and trying again for some seconds did not help; ask again later.</summary>
public sealed class AwsThrottledException(HtmItError error) : AwsException(error);
