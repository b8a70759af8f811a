using System.Xml.Linq;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Tags in the several forms that services give them in.</summary>
internal static class Tags
{
    private const string NameKey = "Name";

    public static Dictionary<string, string> Of(IEnumerable<XElement> tags) =>
        Of(tags.Select(tag => KeyValuePair.Create(tag.Text("Key"), tag.Text("Value"))));

    public static Dictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var all = new Dictionary<string, string>();
        foreach (var (key, value) in tags)
        {
            all[key] = value ?? "";
        }
        return all;
    }

    public static AwsResource With(this AwsResource resource, Dictionary<string, string> tags) =>
        resource with
        {
            Tags = tags,
            Name = tags.GetValueOrDefault(NameKey) ?? "",
        };
}
