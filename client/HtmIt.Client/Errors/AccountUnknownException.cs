namespace HtmIt.Client.Errors;

/// <summary>The server's settings have no such AWS account.</summary>
public sealed class AccountUnknownException(HtmItError error) : InvalidFieldException(error)
{
    /// <summary>The account that was given.</summary>
    public string? Account => Value("value");
}
