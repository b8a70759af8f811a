namespace HtmIt.Core.Notifications;

/// <summary>Ways to send mail.</summary>
public enum MailTransportKind
{
    None,
    Smtp,
    Ses,
}
