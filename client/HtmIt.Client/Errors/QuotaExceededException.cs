namespace HtmIt.Client.Errors;

/// <summary>The server monitors as many instances as it may; nothing was created.</summary>
public sealed class QuotaExceededException(HtmItError error) : HtmItException(error);
