using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Collecting;

/// <summary>How AWS metrics are collected. Section <c>HtmIt:CloudWatch</c>.</summary>
public sealed class CollectorOptions
{
    public const string Section = "HtmIt:CloudWatch";

    /// <summary>Whether this server collects. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How far back the first collection of a metric goes, in days. Range 1 to 15; CloudWatch keeps 5-minute data for longer, but
    /// not 1-minute data. Default: 14.</summary>
    [Range(1, 15)]
    public int BackfillDays { get; set; } = 14;

    /// <summary>How long a metric that could not be collected is left alone at least, in seconds. Range 1 to 3,600. Default: 150.</summary>
    [Range(1, 3_600)]
    public int RetrySeconds { get; set; } = 150;

    /// <summary>How long after its end a period is taken, in seconds, complete or not. 0 means that this is learnt, and a period is taken when its
    /// value has stopped changing. Range 0 to 10,800. Default: 0.</summary>
    [Range(0, 10_800)]
    public int DelaySeconds { get; set; }

    /// <summary>How often a metric is asked for, in seconds; 0, or as much as a period, means once in a period. Less brings samples sooner, and
    /// costs as many times more. Without effect when there is a limit on the cost. Range 0 to 3,600. Default: 0.</summary>
    [Range(0, 3_600)]
    public int AskSeconds { get; set; }

    /// <summary>How long after its end a period without data is waited for, when later periods have data already, in minutes. Samples that
    /// come even later are counted and not taken. Range 0 to 180. Default: 10.</summary>
    [Range(0, 180)]
    public int OpenMinutes { get; set; } = 10;

    /// <summary>How long AWS may refuse what is asked about a metric as wrong before the metric goes to ERROR, in minutes. Whatever may pass is tried
    /// for ever. Range 1 to 10,080. Default: 180.</summary>
    [Range(1, 10_080)]
    public int ErrorGraceMinutes { get; set; } = 180;

    /// <summary>How often the state and the name of resources are asked for, in seconds; those of new ones sooner. Range 1 to 86,400. Default: 150.</summary>
    [Range(1, 86_400)]
    public int StatusSeconds { get; set; } = 150;

    /// <summary>After how many days without data a metric whose resource AWS does not list any more is asked for no longer, until it is listed
    /// again. 0 means never. Range 0 to 455. Default: 7.</summary>
    [Range(0, 455)]
    public int DeadDays { get; set; } = 7;

    /// <summary>Calls to one region that may be under way together. Range 1 to 50. Default: 4.</summary>
    [Range(1, 50)]
    public int MaxConcurrentCalls { get; set; } = 4;

    /// <summary>What the requests may cost in a month of 30 days, in US dollars; above it, metrics are asked for less often, several periods
    /// at a time, so that nothing is lost but time. 0 means no limit. Range 0 to 1,000,000. Default: 0.</summary>
    [Range(0, 1_000_000)]
    public double MaxMonthlyDollars { get; set; }

    /// <summary>What GetMetricData costs for a thousand metrics requested, in US dollars: Amazon's price list had 0.01 in all regions. Range 0 to
    /// 1,000. Default: 0.01.</summary>
    [Range(0, 1_000)]
    public double DollarsPerThousandMetrics { get; set; } = CollectionCost.ListPrice;
}
