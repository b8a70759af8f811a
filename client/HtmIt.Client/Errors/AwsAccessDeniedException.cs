namespace HtmIt.Client.Errors;

/// <summary>AWS does not permit the call with the server's credentials.</summary>
public sealed class AwsAccessDeniedException(HtmItError error) : AwsException(error);
