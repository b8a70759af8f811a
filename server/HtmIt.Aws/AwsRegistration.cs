using HtmIt.Aws.Clients;
using HtmIt.Aws.CloudWatch;
using HtmIt.Aws.Inventory;
using HtmIt.Aws.Query;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using HtmIt.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws;

public static class AwsRegistration
{
    /// <summary>Registers what reaches AWS. Nothing is asked of AWS, and no credentials are looked for, before somebody wants something.</summary>
    public static IServiceCollection AddHtmItAws(this IServiceCollection services)
    {
        services.AddOptions<AwsOptions>().BindConfiguration(AwsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AwsClock>();
        services.AddSingleton<AwsTime>(provider => provider.GetRequiredService<AwsClock>());
        services.AddSingleton<AwsHttp>();
        services.AddSingleton<AwsCredentialSource>();
        services.AddSingleton<AwsClients>();
        services.AddSingleton<EndlessPages>();
        services.AddSingleton<AwsCall>();
        services.AddSingleton<IAwsRegions, AwsRegions>();
        services.AddSingleton<QueryCalls>();
        services.AddSingleton<ICloudWatch, CloudWatchClient>();
        services.AddSingleton<IMetricListing, MetricListing>();
        services.AddSingleton(provider => new BucketSink(
            provider.GetRequiredService<IOptions<FeedbackOptions>>(),
            provider.GetRequiredService<IOptions<AwsOptions>>(),
            provider.GetRequiredService<AwsClients>(),
            provider.GetRequiredService<AwsCall>()
        ));
        services.AddInventory();
        return services;
    }

    private static void AddLoadBalancers(this IServiceCollection services, AwsResourceType type, string word) =>
        services.AddSingleton<IResourceLister>(provider => new LoadBalancerV2Lister(provider.GetRequiredService<QueryCalls>(), type, word));

    private static void AddInventory(this IServiceCollection services)
    {
        services.AddSingleton<IAwsInventory, AwsInventory>();
        services.AddSingleton<IResourceLister, Ec2InstanceLister>();
        services.AddSingleton<IResourceLister, EbsVolumeLister>();
        services.AddSingleton<IResourceLister, LoadBalancerLister>();
        services.AddSingleton<IResourceLister, AutoScalingGroupLister>();
        services.AddSingleton<IResourceLister, DynamoDbTableLister>();
        services.AddSingleton<IResourceLister, SqsQueueLister>();
        services.AddSingleton<IResourceLister, SnsTopicLister>();
        services.AddSingleton<IResourceLister, RedshiftClusterLister>();
        services.AddSingleton<IResourceLister, RdsInstanceLister>();
        services.AddSingleton<IResourceLister, LambdaFunctionLister>();
        services.AddSingleton<ResourceTags>();
        services.AddLoadBalancers(AwsResourceType.ApplicationLoadBalancer, "application");
        services.AddLoadBalancers(AwsResourceType.NetworkLoadBalancer, "network");
    }
}
