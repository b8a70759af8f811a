using System.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Resources;

/// <summary>How users name resources and the resources of AWS that become some, and how batches of them are asked for.</summary>
internal static class ResourceNames
{
    /// <summary>A batch takes as long as its items do; Ctrl-C gives it up.</summary>
    public static IResourcesClient Patient(IHtmItClient client) => client.WithDeadline(Timeout.InfiniteTimeSpan).Resources;

    /// <summary>What a resource may be given as.</summary>
    public const string Form = "e.g. us-west-2/AWS/EC2/i-0abc, or a name (resources/…)";

    public static Option<string> AccountOption() => new("--account") { Description = "Name of an account from the server's settings." };

    public static string ToName(string text) => text.StartsWith("resources/", StringComparison.Ordinal) ? text : Resource.NameOf(text);

    public static AwsResource ToResource(string text, string account)
    {
        var parts = text.Split('/', 4);
        return parts.Length == 4
            ? new AwsResource(parts[0], $"{parts[1]}/{parts[2]}", parts[3]) { Account = account }
            : throw new CliException($"'{text}' is not of the form REGION/NAMESPACE/ID, e.g. us-west-2/AWS/EC2/i-0abc.", ExitCodes.Usage);
    }
}
