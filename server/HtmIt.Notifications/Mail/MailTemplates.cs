using Fluid;
using HtmIt.Core.Notifications;
using HtmIt.Notifications.Templates;

namespace HtmIt.Notifications.Mail;

/// <summary>The templates of mails: built in, or files that the settings name.</summary>
internal sealed class MailTemplates
{
    /// <exception cref="InvalidDataException">A template is broken or can't be read.</exception>
    public MailTemplates(NotificationOptions options)
    {
        Subject = Liquid.Parse(nameof(options.Subject), options.Subject);
        Default = Load(nameof(options.BodyDefaultFile), options.BodyDefaultFile, "default.liquid");
        Custom = Load(nameof(options.BodyCustomFile), options.BodyCustomFile, "custom.liquid");
        Html = Load(nameof(options.BodyHtmlFile), options.BodyHtmlFile, "html.liquid");
    }

    public IFluidTemplate Subject { get; }

    public IFluidTemplate Default { get; }

    public IFluidTemplate Custom { get; }

    public IFluidTemplate Html { get; }

    private static IFluidTemplate Load(string setting, string? path, string builtIn)
    {
        if (path is null)
        {
            using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream(builtIn)!;
            using var reader = new StreamReader(stream);
            return Liquid.Parse(builtIn, reader.ReadToEnd());
        }
        try
        {
            return Liquid.Parse(setting, File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{NotificationOptions.Section}:{setting}: {fault.Message}", fault);
        }
    }
}
