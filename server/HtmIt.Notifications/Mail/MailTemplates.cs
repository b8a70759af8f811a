using System.Text.Encodings.Web;
using Fluid;
using HtmIt.Common;
using HtmIt.Core.Notifications;

namespace HtmIt.Notifications.Mail;

/// <summary>The templates of mails: built in, or files that the settings name.</summary>
internal sealed class MailTemplates
{
    /// <summary>A template that loops is stopped.</summary>
    private const int MostSteps = 100_000;

    private static readonly FluidParser Parser = new();

    private static readonly TemplateOptions Limits = new() { MaxSteps = MostSteps };

    /// <exception cref="InvalidDataException">A template is broken or can't be read.</exception>
    public MailTemplates(NotificationOptions options)
    {
        Subject = Parse(nameof(options.Subject), options.Subject);
        Default = Load(nameof(options.BodyDefaultFile), options.BodyDefaultFile, "default.liquid");
        Custom = Load(nameof(options.BodyCustomFile), options.BodyCustomFile, "custom.liquid");
        Html = Load(nameof(options.BodyHtmlFile), options.BodyHtmlFile, "html.liquid");
    }

    public IFluidTemplate Subject { get; }

    public IFluidTemplate Default { get; }

    public IFluidTemplate Custom { get; }

    public IFluidTemplate Html { get; }

    public static string Render(IFluidTemplate template, IReadOnlyDictionary<string, object> fields, bool isHtml) =>
        Render(template, fields, isHtml ? HtmlEncoder.Default : NullEncoder.Default);

    /// <summary>Fills a template; what comes from fields is encoded.</summary>
    internal static string Render(IFluidTemplate template, IReadOnlyDictionary<string, object> fields, TextEncoder encoder)
    {
        var context = new TemplateContext(Limits);
        foreach (var (name, value) in fields)
        {
            context.SetValue(name, ToHarmless(value));
        }
        return template.Render(context, encoder);
    }

    /// <summary>Names are the text of strangers, and HTML's encoding leaves in effect what turns the direction of writing.</summary>
    private static object ToHarmless(object value) =>
        value switch
        {
            string text => HarmlessText.Of(text),
            IReadOnlyDictionary<string, object> fields => fields.ToDictionary(field => field.Key, field => ToHarmless(field.Value)),
            _ => value,
        };

    private static IFluidTemplate Load(string setting, string? path, string builtIn)
    {
        if (path is null)
        {
            using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream(builtIn)!;
            using var reader = new StreamReader(stream);
            return Parse(builtIn, reader.ReadToEnd());
        }
        try
        {
            return Parse(setting, File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{NotificationOptions.Section}:{setting}: {fault.Message}", fault);
        }
    }

    /// <exception cref="InvalidDataException">It is broken.</exception>
    internal static IFluidTemplate Parse(string setting, string text) =>
        Parser.TryParse(text, out var template, out var error)
            ? template
            : throw new InvalidDataException($"{NotificationOptions.Section}:{setting} is no good Liquid template: {error}");
}
