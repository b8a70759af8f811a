namespace HtmIt.Client.Errors;

/// <summary>What the call is about was changed meanwhile, by someone else or by the server: get it and ask again. Each reason has a type derived
/// from this one.</summary>
public class ConflictException(HtmItError error) : HtmItException(error);
