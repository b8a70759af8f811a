namespace HtmIt.Client.Errors;

/// <summary>The request is wrong, whatever the state of the server: asking again with the same does not help. Each reason has a type derived
/// from this one.</summary>
public class InvalidRequestException(HtmItError error) : HtmItException(error);
