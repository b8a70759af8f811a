namespace HtmIt.Testing.Mail;

/// <summary>A mail as the server was given it.</summary>
/// <param name="Data">The message as it came over the wire, dots unstuffed.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data);
