namespace HtmIt.Client.Errors;

/// <summary>There is no such region, namespace, metric or account; <see cref="HtmItException.Reason"/> says which.</summary>
public sealed class CloudWatchNotFoundException(HtmItError error) : HtmItException(error);
