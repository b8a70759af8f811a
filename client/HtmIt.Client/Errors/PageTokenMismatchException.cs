namespace HtmIt.Client.Errors;

/// <summary>The page token belongs to a request with another filter or order.</summary>
public sealed class PageTokenMismatchException(HtmItError error) : InvalidRequestException(error);
