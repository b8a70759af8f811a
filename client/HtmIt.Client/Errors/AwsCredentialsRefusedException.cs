namespace HtmIt.Client.Errors;

/// <summary>The server has no AWS credentials, or AWS does not accept them.</summary>
public sealed class AwsCredentialsRefusedException(HtmItError error) : AwsException(error);
