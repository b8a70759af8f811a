namespace HtmIt.Client.Errors;

/// <summary>AWS failed, could not be reached or did not answer in time; ask again later.</summary>
public sealed class AwsUnavailableException(HtmItError error) : AwsException(error);
