using System.Text.Encodings.Web;
using Fluid;
using HtmIt.Core.Notifications;
using HtmIt.Notifications.Templates;
using Microsoft.Extensions.Options;

namespace HtmIt.Notifications.Http;

/// <summary>The link of an alert to where people look closer, made from the template of the settings.</summary>
internal sealed class GeneratorUrl
{
    private readonly IFluidTemplate? _template;
    private readonly string _region;

    public GeneratorUrl(IOptions<NotificationOptions> options)
        : this(options.Value) { }

    /// <exception cref="InvalidDataException">The template is broken, or what comes of it is no URL.</exception>
    public GeneratorUrl(NotificationOptions options)
    {
        const string Setting = nameof(options.GeneratorUrl);
        _region = options.Region ?? "";
        _template = options.GeneratorUrl is { Length: > 0 } text ? Liquid.Parse(Setting, text) : null;
        if (_template is not null && Of(SampleNotification.Value) is null)
        {
            throw new InvalidDataException(
                $"{NotificationOptions.Section}:{Setting}: '{options.GeneratorUrl}' gives no absolute http or https URL."
            );
        }
    }

    /// <summary>Null without a template. Whatever characters names have, they stay within their part of the URL.</summary>
    public string? Of(Notification notification)
    {
        if (_template is null)
        {
            return null;
        }
        var text = Liquid.Render(_template, TemplateFields.Of(notification, _region), UrlEncoder.Default).Trim();
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url.AbsoluteUri : null;
    }
}
