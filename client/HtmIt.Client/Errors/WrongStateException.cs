namespace HtmIt.Client.Errors;

/// <summary>What the call is about is in a state that does not permit it. Each reason has a type derived from this one.</summary>
public class WrongStateException(HtmItError error) : HtmItException(error);
