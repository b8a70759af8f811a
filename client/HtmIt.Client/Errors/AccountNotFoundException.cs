namespace HtmIt.Client.Errors;

/// <summary>The server's settings have no such AWS account.</summary>
public sealed class AccountNotFoundException(HtmItError error) : CloudWatchNotFoundException(error)
{
    /// <summary>The account that was asked for.</summary>
    public string? Account => Value("account");
}
