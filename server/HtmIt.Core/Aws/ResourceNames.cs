using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Aws;

/// <summary>Looks up the name that people gave a resource, its Name tag.</summary>
public sealed partial class ResourceNames(IAwsInventory inventory, ILogger<ResourceNames> logger)
{
    /// <summary>The name; empty for kinds whose names are not kept, for resources without one, and when AWS can't be asked now.</summary>
    public async Task<string> FindAsync(AwsScope scope, AwsResourceType type, string id, CancellationToken cancellationToken)
    {
        if (type != AwsResourceType.Ec2Instance && type != AwsResourceType.AutoScalingGroup)
        {
            return "";
        }
        try
        {
            return (await inventory.FindAsync(scope, type, id, cancellationToken))?.Name ?? "";
        }
        catch (AwsException fault)
        {
            // Monitoring does not depend on a friendly name.
            Log.NoName(logger, id, scope, fault.Message);
            return "";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1331, LogLevel.Warning, "The name of {Resource} in {Scope} could not be looked up: {Fault}")]
        public static partial void NoName(ILogger logger, string resource, AwsScope scope, string fault);
    }
}
