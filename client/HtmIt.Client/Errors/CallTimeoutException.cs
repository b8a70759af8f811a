namespace HtmIt.Client.Errors;

/// <summary>The call did not end before its deadline.</summary>
public sealed class CallTimeoutException(HtmItError error) : UnavailableException(error);
