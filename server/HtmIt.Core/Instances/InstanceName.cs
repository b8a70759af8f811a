using HtmIt.Core.Aws;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Instances;

/// <summary>Resource names of instances: the server, URL-escaped, which for an AWS resource may have its identifying dimension before the
/// id.</summary>
public static class InstanceName
{
    private const string Prefix = "instances/";
    private const string Rule = "must have the form instances/{server}, where {server} is URL-escaped";

    /// <summary>The resource name; with the dimension where the server is that of an AWS resource.</summary>
    public static string Write(string server, string? dimension)
    {
        var slash = server.LastIndexOf('/');
        var qualified = dimension is null || slash < 0 ? server : $"{server[..slash]}/{dimension}/{server[(slash + 1)..]}";
        return Prefix + Uri.EscapeDataString(qualified);
    }

    /// <summary>The server in a resource name, as it stands there.</summary>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static string Read(string field, string name)
    {
        var server = name.StartsWith(Prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(name[Prefix.Length..]) : "";
        return server.Length == 0 || server.Any(char.IsControl) ? throw DomainErrors.InvalidField(field, name, Rule) : server;
    }

    /// <summary>The server without the dimension; unchanged where there is none.</summary>
    public static string WithoutDimension(string server)
    {
        // Region, the two words of the namespace, dimension, id.
        var parts = server.Split('/', 5);
        return parts.Length == 5 && ResourceType.OfNamespace($"{parts[1]}/{parts[2]}") is not null && IsDimension(parts[3])
            ? $"{parts[0]}/{parts[1]}/{parts[2]}/{parts[4]}"
            : server;
    }

    // Not only the namespace's own: metrics of a group's members are in the namespace of instances.
    private static bool IsDimension(string text) => ResourceType.All.Any(type => type.Dimension == text);
}
