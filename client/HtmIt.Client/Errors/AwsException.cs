namespace HtmIt.Client.Errors;

/// <summary>AWS failed, could not be reached, or refused the server's call; each reason has a type derived from this one.</summary>
public class AwsException(HtmItError error) : HtmItException(error);
