namespace HtmIt.Client.Errors;

/// <summary>There are as many custom metrics as there may be, and this one would be new.</summary>
public sealed class TooManyMetricsException(HtmItError error) : LimitReachedException(error);
