namespace HtmIt.Client.Errors;

/// <summary>AWS refused the call for another reason, which the message has.</summary>
public sealed class AwsRefusedException(HtmItError error) : AwsException(error);
