using System.CommandLine;
using Grpc.Core;
using HtmIt.Cli.Errors;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Commands.Resources;

/// <summary>Finds resources by what users type, and says how they name those of AWS that become some.</summary>
internal sealed class ResourceNames(IHtmItClient client)
{
    /// <summary>What a resource may be given as.</summary>
    public const string Form = "as the list shows it, e.g. us-west-2/AWS/EC2/i-0abc, its id at AWS, or its name (resources/…)";

    private const string Prefix = "resources/";

    private IReadOnlyList<Resource>? _all;

    /// <summary>A batch takes as long as its items do; Ctrl-C gives it up.</summary>
    public static IResourcesClient Patient(IHtmItClient client) => client.WithDeadline(Timeout.InfiniteTimeSpan).Resources;

    public static Option<string> AccountOption() => new("--account") { Description = "Name of an account from the server's settings." };

    /// <summary>The name of the one resource that has this text or this id at AWS. Several are listed: the user decides.</summary>
    /// <exception cref="CliException">There are several.</exception>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    public async Task<string> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return text;
        }

        _all ??= await client.Resources.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var found = _all.Where(resource => resource.Text == text || resource.AwsResourceId == text).ToArray();
        return found switch
        {
            [var resource] => resource.Name,
            [] => throw new ResourceNotFoundException(
                new(StatusCode.NotFound, $"There is no resource '{text}'.") { Reason = ErrorReasons.ResourceNotFound }
            ),
            _ => throw new CliException(
                $"{found.Length} resources are called '{text}': {string.Join(", ", found.Select(Describe))}. Give one by its name."
            ),
        };
    }

    public static AwsResource ToResource(string text, string account)
    {
        var parts = text.Split('/', 4);
        return parts.Length == 4
            ? new AwsResource(parts[0], $"{parts[1]}/{parts[2]}", parts[3]) { Account = account }
            : throw new CliException($"'{text}' is not of the form REGION/NAMESPACE/ID, e.g. us-west-2/AWS/EC2/i-0abc.", ExitCodes.Usage);
    }

    private static string Describe(Resource resource) =>
        resource.Account.Length > 0
            ? $"{resource.Text} of account {resource.Account} ({resource.Name})"
            : $"{resource.Text} ({resource.Name})";
}
