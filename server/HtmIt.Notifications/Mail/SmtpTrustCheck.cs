using HtmIt.Core.Notifications;
using Microsoft.Extensions.Options;

namespace HtmIt.Notifications.Mail;

/// <summary>Refuses a file of authorities that is no good at start.</summary>
internal sealed class SmtpTrustCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        try
        {
            _ = new SmtpTrust(options);
            return ValidateOptionsResult.Success;
        }
        catch (InvalidDataException fault)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }
    }
}
