using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>A time without a connection.</summary>
/// <param name="Since">Timestamp of its beginning.</param>
/// <param name="Cause">Why the last connection broke, or could not be made; null when the server ended the stream without an error.</param>
/// <param name="Attempts">How many attempts broke so far.</param>
internal sealed record Outage(long Since, HtmItException? Cause, int Attempts);
