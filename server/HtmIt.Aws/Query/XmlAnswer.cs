using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace HtmIt.Aws.Query;

/// <summary>Reads AWS's XML without its namespaces, which differ between services and their fakes.</summary>
internal static class XmlAnswer
{
    /// <summary>A whole answer.</summary>
    public static XElement Whole(XmlReader reader)
    {
        reader.MoveToContent();
        return Element(reader);
    }

    /// <summary>The element that the reader stands on.</summary>
    public static XElement Element(XmlReader reader) => (XElement)XNode.ReadFrom(reader);

    /// <summary>Text of a child; empty when there is none.</summary>
    public static string Text(this XElement element, string name) => element.Child(name)?.Value ?? "";

    public static double Number(this XElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static XElement? Child(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>The members of a child that is a list. Their element has a name of its own in some services.</summary>
    public static IEnumerable<XElement> List(this XElement element, string name) => element.Child(name)?.Elements() ?? [];
}
