using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using HtmIt.Aws.Clients;
using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.Clients;

/// <summary>Faults of AWS, and of the way to it.</summary>
public sealed class AwsFaultTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly MetricQuery Query = new(
        "AWS/EC2",
        "CPUUtilization",
        new Dictionary<string, string> { ["InstanceId"] = "i-1" },
        "Average",
        300
    );
    private static readonly AwsReply Answer = AwsReply.Ok("<GetMetricDataResponse><GetMetricDataResult/></GetMetricDataResponse>");
    private static readonly AwsReply NoInstances = AwsReply.Ok("<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>");

    private FaultyAws _aws = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await FaultyAws.StartAsync();
        _services = new(_aws.Url);
        _aws.Clock = _services.Time;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _aws.DisposeAsync();
    }

    // CW-020
    [TestCase(500, "InternalFailure")]
    [TestCase(400, "RequestExpired")]
    [TestCase(503, "ServiceUnavailable")]
    [TestCase(400, "Throttling")]
    [TestCase(400, "ThrottlingException")]
    public async Task GetMetricData_PassingFaults_AreTriedAgainUntilItSucceeds(int status, string code)
    {
        _aws.Then(AwsReply.Error(status, code), AwsReply.Error(status, code), Answer);

        var data = await DataAsync();

        Assert.That(_aws.Requests, Has.Count.EqualTo(3));
        Assert.That(data.Throttled, Is.EqualTo(code.StartsWith("Throttling", StringComparison.Ordinal) ? 2 : 0), "each try counts");
        Assert.That(_services.Time.Waits, Has.Count.EqualTo(2).And.All.InRange(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1)));
    }

    // CW-020
    [TestCase(400, "RequestHasExpired")]
    [TestCase(400, "MaxIOPSLimitExceeded")]
    [TestCase(503, "RequestLimitExceeded")]
    [TestCase(500, "InternalError")]
    [TestCase(503, "Unavailable")]
    public async Task ListInstances_PassingFaults_AreTriedAgainUntilItSucceeds(int status, string code)
    {
        _aws.Then(AwsReply.Ec2Error(status, code), NoInstances);

        var instances = await InstancesAsync();

        Assert.That(instances, Is.Empty);
        Assert.That(_aws.Requests, Has.Count.EqualTo(2));
    }

    // CW-020
    [Test]
    public async Task GetMetricData_BrokenConnection_IsTriedAgain()
    {
        _aws.Then(AwsReply.Reset, Answer);

        await DataAsync();

        Assert.That(_aws.Requests, Has.Count.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task GetMetricData_PageOfAProxyAndGarbledAnswer_AreTriedAgain()
    {
        _aws.Then(new AwsReply(502, "<html><body>Bad gateway"), AwsReply.Ok("<GetMetricDataResponse><GetMetric"), Answer);

        await DataAsync();

        Assert.That(_aws.Requests, Has.Count.EqualTo(3));
    }

    [TestCase("", "EC2 DescribeInstances in us-west-2 failed at AWS (HTTP 502)")]
    [TestCase("InternalError", "EC2 DescribeInstances in us-west-2 failed at AWS (InternalError)")]
    public void ToException_FaultOfAws_NamesItsCodeOrTheStatus(string code, string expected)
    {
        var fault = new AmazonServiceException("") { ErrorCode = code, StatusCode = HttpStatusCode.BadGateway };

        Assert.That(AwsFaults.ToException("EC2 DescribeInstances", AwsServices.Oregon, fault).Message, Is.EqualTo(expected));
    }

    // CW-020: the user's error is raised at once.
    [TestCase(400, "InvalidAction", AwsFault.Refused)]
    [TestCase(400, "InvalidParameterValue", AwsFault.Refused)]
    [TestCase(403, "InvalidClientTokenId", AwsFault.Unauthenticated)]
    [TestCase(403, "SignatureDoesNotMatch", AwsFault.Unauthenticated)]
    [TestCase(400, "ExpiredToken", AwsFault.Unauthenticated)]
    [TestCase(403, "AccessDenied", AwsFault.AccessDenied)]
    [TestCase(403, "OptInRequired", AwsFault.AccessDenied)]
    [TestCase(403, "", AwsFault.AccessDenied)]
    public void GetMetricData_FinalFault_IsRaisedAtOnce(int status, string code, AwsFault expected)
    {
        _aws.Otherwise = _ => AwsReply.Error(status, code);

        var fault = Assert.ThrowsAsync<AwsException>(DataAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault!.Fault, Is.EqualTo(expected));
            Assert.That(fault.Message, Does.StartWith("CloudWatch GetMetricData in us-west-2 "));
            Assert.That(_aws.Requests, Has.Count.EqualTo(1));
            Assert.That(_services.Time.Waits, Is.Empty);
        }
    }

    [TestCase(400, "Throttling", AwsFault.Throttled)]
    [TestCase(500, "InternalFailure", AwsFault.Unavailable)]
    public void GetMetricData_FaultThatLasts_IsRaisedAfterTenSeconds(int status, string code, AwsFault expected)
    {
        _aws.Otherwise = _ => AwsReply.Error(status, code);

        var fault = Assert.ThrowsAsync<AwsException>(DataAsync);

        var waited = _services.Time.Waits.Sum(wait => wait.TotalSeconds);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault!.Fault, Is.EqualTo(expected));
            Assert.That(fault.Throttled, Is.EqualTo(expected == AwsFault.Throttled ? _aws.Requests.Count : 0), "each try counts");
            Assert.That(waited, Is.InRange(9, 10));
            Assert.That(_services.Time.Waits.Distinct().Count(), Is.GreaterThan(1), "the pauses have jitter");
        }
    }

    [Test]
    public void GetMetricData_RefusedCredentials_DoNotGetIntoTheMessage()
    {
        _aws.Otherwise = _ => AwsReply.Error(403, "SignatureDoesNotMatch", "canonical string: x-amz-security-token:SECRET");

        var fault = Assert.ThrowsAsync<AwsException>(DataAsync);

        Assert.That(fault!.Message, Does.Not.Contain("SECRET"));
    }

    [Test]
    public async Task GetMetricData_ClosedPort_IsUnreachable()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var port = ((IPEndPoint)socket.LocalEndpoint).Port;
        socket.Stop();
        await using var services = new AwsServices(new($"http://127.0.0.1:{port}"));

        var fault = Assert.ThrowsAsync<AwsException>(() => DataAsync(services));

        Assert.That(fault!.Fault, Is.EqualTo(AwsFault.Unreachable));
        Assert.That(services.Time.Waits.Sum(wait => wait.TotalSeconds), Is.InRange(9, 10), "connection errors pass");
    }

    // The time limit is the machine's clock: it is about a connection.
    [TestCase(false)]
    [TestCase(true)]
    public async Task GetMetricData_HangingConnection_EndsAfterTheConfiguredSeconds(bool inTheAnswer)
    {
        await using var services = new AwsServices(_aws.Url, ("TimeoutSeconds", "1"));
        _aws.Otherwise = _ => inTheAnswer ? AwsReply.HalfAnAnswer : AwsReply.Silence;
        var began = Stopwatch.GetTimestamp();

        var fault = Assert.ThrowsAsync<AwsException>(() => DataAsync(services));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault!.Fault, Is.EqualTo(AwsFault.Unreachable));
            Assert.That(fault.Message, Does.Contain("no answer in time"));
            Assert.That(Stopwatch.GetElapsedTime(began), Is.InRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10)));
            Assert.That(_aws.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test] // whatever answers so is not AWS, and must not fill the memory
    public async Task GetMetricData_EndlessAnswer_IsGivenUp()
    {
        await using var services = new AwsServices(_aws.Url, ("RetrySeconds", "0"));
        _aws.Otherwise = _ => AwsReply.Ok($"<GetMetricDataResponse>{new string(' ', 64 * 1_024 * 1_024)}</GetMetricDataResponse>");

        var fault = Assert.ThrowsAsync<AwsException>(() => DataAsync(services));

        Assert.That(fault!.Fault, Is.EqualTo(AwsFault.Unreachable));
    }

    [Test]
    public void ListInstances_AnswerOfSomethingElse_SaysTheStatus()
    {
        _aws.Otherwise = _ => new AwsReply(404, "not here");

        var fault = Assert.ThrowsAsync<AwsException>(InstancesAsync);

        Assert.That(fault!.Message, Does.Contain("was refused (HTTP 404)"));
    }

    [Test]
    public async Task ListInstances_HangingConnection_EndsAfterTheConfiguredSeconds()
    {
        await using var services = new AwsServices(_aws.Url, ("TimeoutSeconds", "1"));
        _aws.Otherwise = _ => AwsReply.Silence;

        var fault = Assert.ThrowsAsync<AwsException>(() =>
            services.Inventory.ListAsync(AwsServices.Oregon, AwsResourceType.Ec2Instance, null, 10, CancellationToken.None)
        );

        Assert.That(fault!.Fault, Is.EqualTo(AwsFault.Unreachable));
    }

    [Test]
    public async Task GetMetricData_AccountWithoutProfile_FindsNoCredentials()
    {
        await using var services = new AwsServices(_aws.Url, ("Accounts:other:Profile", "a-profile-that-nobody-has"));

        var fault = Assert.ThrowsAsync<AwsException>(() => DataAsync(services, new("other", "us-west-2")));

        Assert.That(fault!.Fault, Is.EqualTo(AwsFault.Unauthenticated));
        Assert.That(_aws.Requests, Is.Empty);
    }

    // Keys are rotated while the server runs.
    [Test]
    public async Task GetMetricData_KeysOfTheProfileAreReplaced_SignsWithTheNewOnes()
    {
        await using var services = new AwsServices(_aws.Url, ("Accounts:other:Profile", "rotating"));
        _aws.Otherwise = request =>
            request.Headers["authorization"].Contains("AKIDREVOKED", StringComparison.Ordinal)
                ? AwsReply.Error(403, "InvalidClientTokenId")
                : Answer;
        try
        {
            Write("AKIDREVOKED", hoursAgo: 2);
            var refused = Assert.ThrowsAsync<AwsException>(() => DataAsync(services, new("other", "us-west-2")));
            Assert.That(refused!.Message, Does.Contain("InvalidClientTokenId"));
            Write("AKIDROTATED", hoursAgo: 1);
            await DataAsync(services, new("other", "us-west-2"));

            Assert.That(_aws.Requests[^1].Headers["authorization"], Does.Contain("AKIDROTATED"));
        }
        finally
        {
            File.WriteAllText(TestCredentials.SharedFile, "");
        }

        static void Write(string key, int hoursAgo)
        {
            File.WriteAllText(TestCredentials.SharedFile, $"[rotating]\naws_access_key_id = {key}\naws_secret_access_key = secret\n");
            File.SetLastWriteTimeUtc(TestCredentials.SharedFile, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hoursAgo));
        }
    }

    [Test]
    public async Task GetMetricData_AccountWithRole_AssumesItOnce()
    {
        const string Role = "arn:aws:iam::123456789012:role/reader";
        await using var services = new AwsServices(_aws.Url, ("Accounts:other:RoleArn", Role), ("Accounts:other:ExternalId", "ours"));
        _aws.Otherwise = request => request.IsAction("AssumeRole") ? AssumedRole : Answer;

        await DataAsync(services, new("other", "us-west-2"));
        await DataAsync(services, new("other", "eu-west-1"));

        var (given, right) = SignatureV4.Of(_aws.Requests[^1], "a-secret");
        var (assumed, data) = (_aws.Requests.Where(one => one.IsAction("AssumeRole")).ToArray(), _aws.Requests[^1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(assumed, Has.Length.EqualTo(1));
            Assert.That(assumed[0].Body, Does.Contain(Uri.EscapeDataString(Role)).And.Contain("ExternalId=ours"));
            Assert.That(data.Headers["x-amz-security-token"], Is.EqualTo("a-session"));
            Assert.That(given, Is.EqualTo(right), "signed with the role's key");
        }
    }

    private static readonly AwsReply AssumedRole = AwsReply.Ok(
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>a-secret</SecretAccessKey><SessionToken>a-session</SessionToken>
        <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """
    );

    private Task<MetricData> DataAsync() => DataAsync(_services);

    private static Task<MetricData> DataAsync(AwsServices services, AwsScope? scope = null) =>
        services.CloudWatch.GetMetricDataAsync(scope ?? AwsServices.Oregon, [Query], Start, Start.AddHours(1), CancellationToken.None);

    private Task<IReadOnlyList<AwsResource>> InstancesAsync() =>
        _services.Inventory.ListAsync(AwsServices.Oregon, AwsResourceType.Ec2Instance, null, 10, CancellationToken.None);
}
