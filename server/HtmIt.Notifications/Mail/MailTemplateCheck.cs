using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Notifications;
using HtmIt.Notifications.Http;
using Microsoft.Extensions.Options;

namespace HtmIt.Notifications.Mail;

/// <summary>Refuses broken templates at start: later there would only be mails that don't go out.</summary>
internal sealed class MailTemplateCheck : IValidateOptions<NotificationOptions>
{
    internal static readonly Notification Sample = new()
    {
        Id = Guid.Empty,
        Position = 1,
        DeviceId = "device",
        Metric = default,
        MetricNumber = 1,
        MetricName = "metric",
        Datasource = CustomDatasource.Instance,
        Server = "server",
        RowId = 1_001,
        SampleTime = 0,
        Value = 1,
        Likelihood = 1,
        Surprise = 1,
        Score = NotificationScore.Surprise,
        WindowSeconds = 1,
        CreateTime = default,
    };

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        try
        {
            var templates = new MailTemplates(options);
            var fields = MailFields.Of(Sample, options.Region ?? "");
            MailTemplates.Render(templates.Subject, fields, isHtml: false);
            MailTemplates.Render(templates.Default, fields, isHtml: false);
            MailTemplates.Render(templates.Custom, fields, isHtml: false);
            MailTemplates.Render(templates.Html, fields, isHtml: true);
            _ = new GeneratorUrl(options);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or Fluid.ParseException)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }
    }
}
