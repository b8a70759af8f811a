namespace HtmIt.Client.Errors;

/// <summary>The filters of an autostack match more instances than it may have.</summary>
public sealed class TooManyInstancesException(HtmItError error) : LimitReachedException(error);
