using System.Globalization;
using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.Clients;

/// <summary>A machine whose clock is not AWS's, which refuses what is signed with another time than its own.</summary>
public sealed class AwsClockTests
{
    private static readonly MetricQuery Query = new(
        "AWS/EC2",
        "CPUUtilization",
        new Dictionary<string, string> { ["InstanceId"] = "i-1" },
        "Average",
        300
    );

    private FaultyAws _aws = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await FaultyAws.StartAsync();
        _services = new(_aws.Url);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _aws.DisposeAsync();
    }

    [TestCase("RequestTimeTooSkewed", -40), TestCase("SignatureDoesNotMatch", -40)]
    [TestCase("RequestTimeTooSkewed", 40), TestCase("SignatureDoesNotMatch", 40)]
    public async Task FirstCalls_ClockIsWrong_AreSignedAgainByAwsTime(string code, int aheadMinutes)
    {
        var ahead = TimeSpan.FromMinutes(aheadMinutes);
        _aws.Otherwise = request => Answer(request, code, ahead);

        await _services.CloudWatch.GetMetricDataAsync(AwsServices.Oregon, [Query], Start, Start.AddHours(1), CancellationToken.None);
        await _services.Inventory.ListAsync(AwsServices.Oregon, AwsResourceType.Ec2Instance, null, 10, CancellationToken.None);
        await _services.Inventory.ListAsync(AwsServices.Oregon, AwsResourceType.RdsInstance, null, 10, CancellationToken.None);

        Assert.That(_aws.Requests, Has.Count.LessThanOrEqualTo(6), "at most two tries each");
    }

    [TestCase("RequestTimeTooSkewed"), TestCase("SignatureDoesNotMatch"), TestCase("InvalidSignatureException")]
    public void Call_ClockStaysWrong_SaysSo(string code)
    {
        _aws.Otherwise = _ => AwsReply.Error(403, code) with { Date = _services.Time.GetUtcNow().AddMinutes(-40) };

        var fault = Assert.ThrowsAsync<AwsException>(() =>
            _services.Inventory.ListAsync(AwsServices.Oregon, AwsResourceType.RdsInstance, null, 10, CancellationToken.None)
        );

        Assert.That(fault!.Message, Does.Contain("the clock of this machine is 0:").And.Contain(" h ahead of that of AWS"));
        Assert.That(
            (fault.Fault, fault.Message.Contains("credentials", StringComparison.Ordinal)),
            Is.EqualTo((AwsFault.Unavailable, false))
        );
        Assert.That(_services.Log.Lines.Where(line => line.EventId == 6002), Is.Not.Empty);
    }

    private static DateTimeOffset Start => TimeProvider.System.GetUtcNow().AddHours(-2);

    /// <summary>The SDK signs with this machine's clock, so AWS's is the one that is off.</summary>
    private static AwsReply Answer(AwsRequest request, string code, TimeSpan ahead)
    {
        var now = TimeProvider.System.GetUtcNow() + ahead;
        var signed = DateTimeOffset.ParseExact(
            request.Headers["x-amz-date"],
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
        var reply =
            (now - signed).Duration() > TimeSpan.FromMinutes(5)
                ? request.IsAction("DescribeInstances")
                    ? AwsReply.Ec2Error(403, code)
                    : AwsReply.Error(403, code)
                : AwsReply.Ok(
                    request.IsAction("GetMetricData") ? "<GetMetricDataResponse><GetMetricDataResult/></GetMetricDataResponse>"
                    : request.IsAction("DescribeInstances") ? "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>"
                    : "<DescribeDBInstancesResponse><DescribeDBInstancesResult/></DescribeDBInstancesResponse>"
                );
        return reply with { Date = now };
    }
}
