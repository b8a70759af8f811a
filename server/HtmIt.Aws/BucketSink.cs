using Amazon.S3;
using Amazon.S3.Model;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using HtmIt.Core.Diagnostics;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws;

/// <summary>Keeps feedback archives in an S3 bucket.</summary>
public sealed class BucketSink : IFeedbackSink
{
    private readonly FeedbackOptions _feedback;
    private readonly AwsOptions _aws;
    private readonly AwsClients _clients;
    private readonly AwsCall _call;

    internal BucketSink(IOptions<FeedbackOptions> feedback, IOptions<AwsOptions> aws, AwsClients clients, AwsCall call) =>
        (_feedback, _aws, _clients, _call) = (feedback.Value, aws.Value, clients, call);

    public async Task StoreAsync(string key, string path, CancellationToken cancellationToken)
    {
        var scope = new AwsScope(_feedback.Account ?? "", _feedback.Region ?? _aws.DefaultRegion);
        try
        {
            var client = _clients.Get<AmazonS3Client, AmazonS3Config>(
                scope,
                (credentials, config) => credentials is null ? new(config) : new(credentials, config),
                // Another endpoint seldom has a name for each bucket.
                () => new() { ForcePathStyle = _aws.EndpointUrl is not null }
            );
            var request = new PutObjectRequest
            {
                BucketName = _feedback.Bucket,
                Key = key,
                FilePath = path,
                ContentType = "application/gzip",
            };
            await _call.RunAsync(AwsAction.PutObject, scope, cancel => client.PutObjectAsync(request, cancel), cancellationToken);
        }
        catch (AwsException fault)
        {
            throw FeedbackErrors.FeedbackNotStored(fault);
        }
    }
}
