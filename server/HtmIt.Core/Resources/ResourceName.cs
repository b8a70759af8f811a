using HtmIt.Core.Aws;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Resources;

/// <summary>Names of resources: the text, URL-escaped, which for an AWS resource may have its identifying dimension before the
/// id.</summary>
public static class ResourceName
{
    private const string Prefix = "resources/";
    private const string Rule = "must have the form resources/{text}, where {text} is URL-escaped";

    /// <summary>The resource name; with the dimension where the server is that of an AWS resource.</summary>
    public static string Write(string resource, string? dimension)
    {
        var slash = resource.LastIndexOf('/');
        var qualified = dimension is null || slash < 0 ? resource : $"{resource[..slash]}/{dimension}/{resource[(slash + 1)..]}";
        return Prefix + Uri.EscapeDataString(qualified);
    }

    /// <summary>The server in a resource name, as it stands there.</summary>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static string Read(string field, string name)
    {
        var resource = name.StartsWith(Prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(name[Prefix.Length..]) : "";
        return resource.Length == 0 || resource.Any(char.IsControl) ? throw DomainErrors.InvalidField(field, name, Rule) : resource;
    }

    /// <summary>The server without the dimension; unchanged where there is none.</summary>
    public static string WithoutDimension(string resource)
    {
        // Region, the two words of the namespace, dimension, id.
        var parts = resource.Split('/', 5);
        return parts.Length == 5 && AwsResourceType.OfNamespace($"{parts[1]}/{parts[2]}") is not null && IsDimension(parts[3])
            ? $"{parts[0]}/{parts[1]}/{parts[2]}/{parts[4]}"
            : resource;
    }

    // Not only the namespace's own: metrics of a group's members are in the namespace of resources.
    private static bool IsDimension(string text) => AwsResourceType.All.Any(type => type.Dimension == text);
}
