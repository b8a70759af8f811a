namespace HtmIt.Client.Errors;

/// <summary>A message, a batch or a list is larger than the server takes.</summary>
public sealed class TooLargeException(HtmItError error) : InvalidRequestException(error)
{
    /// <summary>The field that is too large.</summary>
    public string? Field => Value("field");
}
