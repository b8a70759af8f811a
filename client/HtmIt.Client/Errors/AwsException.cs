namespace HtmIt.Client.Errors;

/// <summary>AWS failed, could not be reached, or refused the server's call; <see cref="HtmItException.Reason"/> says which.</summary>
public sealed class AwsException(HtmItError error) : HtmItException(error);
