using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>What a datasource collects with in one account and region; shared by all datasources there.</summary>
public sealed record ShardContext(
    AwsScope Scope,
    MetricDataCalls Calls,
    CollectionIntake Intake,
    SeriesCollector Series,
    CollectorOptions Options,
    AwsTime Time
);
