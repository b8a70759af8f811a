using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using Microsoft.Extensions.Logging;

namespace HtmIt.Aws.Clients;

/// <summary>Guards whatever is read page by page, and says where there is no end: once a minute for each operation, however often it is
/// tried.</summary>
internal sealed partial class EndlessPages(TimeProvider time, ILogger<EndlessPages> logger)
{
    private readonly ConcurrentDictionary<(string What, AwsScope Scope), LineLimit> _limits = [];

    /// <param name="what">Service and operation, e.g. <c>EC2 DescribeInstances</c>.</param>
    public PageGuard Guard(string what, AwsScope scope) => new(what, scope, this);

    public void Tell(string what, AwsScope scope, string message)
    {
        var limit = _limits.GetOrAdd((what, scope), _ => new(time));
        lock (limit)
        {
            if (limit.TryTake())
            {
                Log.Endless(logger, message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Warning, "{Message}. What was read is not used")]
        public static partial void Endless(ILogger logger, string message);
    }
}
