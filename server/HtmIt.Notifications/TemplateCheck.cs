using HtmIt.Core.Notifications;
using HtmIt.Notifications.Http;
using HtmIt.Notifications.Mail;
using HtmIt.Notifications.Templates;
using Microsoft.Extensions.Options;

namespace HtmIt.Notifications;

/// <summary>Refuses broken templates at start: later there would only be mails that don't go out.</summary>
internal sealed class TemplateCheck : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        try
        {
            var templates = new MailTemplates(options);
            var fields = TemplateFields.Of(SampleNotification.Value, options.Region ?? "");
            Liquid.Render(templates.Subject, fields, isHtml: false);
            Liquid.Render(templates.Default, fields, isHtml: false);
            Liquid.Render(templates.Custom, fields, isHtml: false);
            Liquid.Render(templates.Html, fields, isHtml: true);
            _ = new GeneratorUrl(options);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or Fluid.ParseException)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }
    }
}
