using System.Text.Encodings.Web;
using Fluid;
using HtmIt.Common;
using HtmIt.Core.Notifications;

namespace HtmIt.Notifications.Templates;

/// <summary>Reads and fills templates in Liquid.</summary>
internal static class Liquid
{
    /// <summary>A template that loops is stopped.</summary>
    private const int MostSteps = 100_000;

    private static readonly FluidParser Parser = new();

    private static readonly TemplateOptions Limits = new() { MaxSteps = MostSteps };

    /// <exception cref="InvalidDataException">It is broken.</exception>
    public static IFluidTemplate Parse(string setting, string text) =>
        Parser.TryParse(text, out var template, out var error)
            ? template
            : throw new InvalidDataException($"{NotificationOptions.Section}:{setting} is no good Liquid template: {error}");

    public static string Render(IFluidTemplate template, IReadOnlyDictionary<string, object> fields, bool isHtml) =>
        Render(template, fields, isHtml ? HtmlEncoder.Default : NullEncoder.Default);

    /// <summary>Fills a template; what comes from fields is encoded.</summary>
    public static string Render(IFluidTemplate template, IReadOnlyDictionary<string, object> fields, TextEncoder encoder)
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
}
