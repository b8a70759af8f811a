namespace HtmIt.Client.Errors;

/// <summary>There is no such notification of that device.</summary>
public sealed class NotificationNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>The name that was asked for.</summary>
    public string? Notification => Value("notification");
}
