using System.Security.Cryptography;
using System.Text;
using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.Clients;

/// <summary>What the thin clients send is signed as AWS demands it.</summary>
public sealed class SignatureTests
{
    private static readonly (AwsResourceType Type, string Service)[] Services =
    [
        (AwsResourceType.LoadBalancer, "elasticloadbalancing"),
        (AwsResourceType.AutoScalingGroup, "autoscaling"),
        (AwsResourceType.RdsInstance, "rds"),
        (AwsResourceType.RedshiftCluster, "redshift"),
        (AwsResourceType.SnsTopic, "sns"),
    ];

    [Test]
    public async Task GetMetricData_NamesWithSpecialCharacters_AreSignedRight()
    {
        await using var aws = await FaultyAws.StartAsync();
        aws.Then(AwsReply.Ok("<GetMetricDataResponse/>"));
        await using var services = new AwsServices(aws.Url);
        var query = new MetricQuery("AWS/EC2", "a metric+more", new Dictionary<string, string> { ["Dim ~*'"] = "ö/=&%" }, "Average", 300);

        await services.CloudWatch.GetMetricDataAsync(
            AwsServices.Oregon,
            [query],
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddHours(1),
            CancellationToken.None
        );

        AssertSigned(aws.Requests.Single(), "monitoring");
    }

    [TestCaseSource(nameof(Services))]
    public async Task List_ServiceWithoutPackage_IsSignedRight((AwsResourceType Type, string Service) service)
    {
        await using var aws = await FaultyAws.StartAsync();
        aws.Then(AwsReply.Error(400, "InvalidAction"));
        await using var services = new AwsServices(aws.Url);

        Assert.That(
            () => services.Inventory.ListAsync(AwsServices.Oregon, service.Type, null, 10, CancellationToken.None),
            Throws.TypeOf<AwsException>()
        );

        AssertSigned(aws.Requests.Single(), service.Service);
    }

    [Test]
    public void SignatureV4_PublishedExampleOfTheKey_IsReproduced()
    {
        // The example of AWS's documentation: the secret key of these tests, 2012-02-15, us-east-1, iam.
        var key = Encoding.UTF8.GetBytes("AWS4" + TestCredentials.SecretAccessKey);
        foreach (var part in new[] { "20120215", "us-east-1", "iam", "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        Assert.That(Convert.ToHexStringLower(key), Is.EqualTo("f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d"));
    }

    private static void AssertSigned(AwsRequest request, string service)
    {
        var (given, right) = SignatureV4.Of(request, TestCredentials.SecretAccessKey);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(given, Is.EqualTo(right));
            Assert.That(SignatureV4.Scope(request), Does.EndWith($"/us-west-2/{service}/aws4_request"));
            Assert.That(request.Headers["authorization"], Does.Contain(TestCredentials.AccessKeyId));
            Assert.That(request.Headers["authorization"], Does.Contain("host").And.Contain("x-amz-date"));
        }
    }
}
