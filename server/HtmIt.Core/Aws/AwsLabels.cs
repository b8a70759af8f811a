using HtmIt.Core.Names;

namespace HtmIt.Core.Aws;

/// <summary>Labels of metrics that are collected from AWS: they say where a metric comes from and are no part of its identity.</summary>
public static class AwsLabels
{
    public const string Region = "aws.region";
    public const string Namespace = "aws.namespace";

    /// <summary>Name of the account of the server's settings; none for the default credentials.</summary>
    public const string Account = "aws.account";

    /// <summary>What is asked for of each period, where that is not what the catalogue has.</summary>
    public const string Statistic = "aws.statistic";

    /// <summary>Length of the periods in seconds, the same.</summary>
    public const string Period = "aws.period";

    /// <summary>Title of the autostack.</summary>
    public const string Autostack = "aws.autostack";

    /// <summary>Where a metric with these labels is collected; null when it is not collected from AWS.</summary>
    public static AwsScope? ScopeOf(MetricLabels labels) =>
        labels.Find(Region) is { } region ? new AwsScope(labels.Find(Account) ?? "", region) : null;

    /// <param name="own">What else is known, by its own name: dimensions. One that is called like a label above is left out.</param>
    public static MetricLabels Of(AwsScope scope, string ns, IEnumerable<KeyValuePair<string, string>> own)
    {
        var labels = new Dictionary<string, string>(own)
        {
            [Region] = scope.Region,
            [Namespace] = ns,
            [Account] = scope.Account,
        };
        return MetricLabels.Of(labels);
    }
}
