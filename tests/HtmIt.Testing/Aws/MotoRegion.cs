using System.Globalization;
using System.Net.Http.Headers;
using System.Xml.Linq;

namespace HtmIt.Testing.Aws;

/// <summary>Fills a region of the fake AWS. Writes requests itself rather than through the clients that are tested.</summary>
public sealed class MotoRegion(HttpClient http, Uri url, string region)
{
    private const int DatapointsPerCall = 500;

    public string Name => region;

    /// <summary>Starts an instance; its id.</summary>
    public async Task<string> AddInstanceAsync(string type = "m5.large", params (string Key, string Value)[] tags)
    {
        var form = new Dictionary<string, string>
        {
            ["ImageId"] = "ami-12c6146b",
            ["InstanceType"] = type,
            ["MinCount"] = "1",
            ["MaxCount"] = "1",
        };
        for (var i = 0; i < tags.Length; i++)
        {
            form["TagSpecification.1.ResourceType"] = "instance";
            form[Number($"TagSpecification.1.Tag.{i + 1}.Key")] = tags[i].Key;
            form[Number($"TagSpecification.1.Tag.{i + 1}.Value")] = tags[i].Value;
        }
        return Text(await PostAsync("ec2", "2016-11-15", "RunInstances", form), "instanceId");
    }

    public Task StopInstanceAsync(string id) => PostAsync("ec2", "2016-11-15", "StopInstances", new() { ["InstanceId.1"] = id });

    public Task TerminateInstanceAsync(string id) => PostAsync("ec2", "2016-11-15", "TerminateInstances", new() { ["InstanceId.1"] = id });

    public async Task<string> AddVolumeAsync(int gigabytes, params (string Key, string Value)[] tags)
    {
        var form = new Dictionary<string, string> { ["Size"] = Number($"{gigabytes}"), ["AvailabilityZone"] = region + "a" };
        if (tags.Length > 0)
        {
            form["TagSpecification.1.ResourceType"] = "volume";
            AddTags(form, "TagSpecification.1.Tag", tags);
        }
        return Text(await PostAsync("ec2", "2016-11-15", "CreateVolume", form), "volumeId");
    }

    public Task AddDatabaseAsync(string id, int gigabytes, params (string Key, string Value)[] tags)
    {
        var form = new Dictionary<string, string>
        {
            ["DBInstanceIdentifier"] = id,
            ["AllocatedStorage"] = Number($"{gigabytes}"),
            ["DBInstanceClass"] = "db.m5.large",
            ["Engine"] = "postgres",
            ["MasterUsername"] = "root",
            ["MasterUserPassword"] = "a password of a fake",
        };
        AddTags(form, "Tags.Tag", tags);
        return PostAsync("rds", "2014-10-31", "CreateDBInstance", form);
    }

    public Task StopDatabaseAsync(string id) => PostAsync("rds", "2014-10-31", "StopDBInstance", new() { ["DBInstanceIdentifier"] = id });

    public async Task AddLoadBalancerAsync(string name, IReadOnlyList<string> instances, params (string Key, string Value)[] tags)
    {
        var form = new Dictionary<string, string>
        {
            ["LoadBalancerName"] = name,
            ["AvailabilityZones.member.1"] = region + "a",
            ["Listeners.member.1.Protocol"] = "http",
            ["Listeners.member.1.LoadBalancerPort"] = "80",
            ["Listeners.member.1.InstancePort"] = "80",
        };
        AddTags(form, "Tags.member", tags);
        await PostAsync("elasticloadbalancing", "2012-06-01", "CreateLoadBalancer", form);
        var members = new Dictionary<string, string> { ["LoadBalancerName"] = name };
        for (var i = 0; i < instances.Count; i++)
        {
            members[Number($"Instances.member.{i + 1}.InstanceId")] = instances[i];
        }
        if (instances.Count > 0)
        {
            await PostAsync("elasticloadbalancing", "2012-06-01", "RegisterInstancesWithLoadBalancer", members);
        }
    }

    public async Task AddGroupAsync(string name, int desired, params (string Key, string Value)[] tags)
    {
        var launch = new Dictionary<string, string>
        {
            ["LaunchConfigurationName"] = name + "-launch",
            ["ImageId"] = "ami-12c6146b",
            ["InstanceType"] = "t2.medium",
        };
        await PostAsync("autoscaling", "2011-01-01", "CreateLaunchConfiguration", launch);
        var form = new Dictionary<string, string>
        {
            ["AutoScalingGroupName"] = name,
            ["LaunchConfigurationName"] = name + "-launch",
            ["MinSize"] = "0",
            ["MaxSize"] = "20",
            ["DesiredCapacity"] = Number($"{desired}"),
            ["AvailabilityZones.member.1"] = region + "a",
        };
        for (var i = 0; i < tags.Length; i++)
        {
            form[Number($"Tags.member.{i + 1}.ResourceId")] = name;
            form[Number($"Tags.member.{i + 1}.PropagateAtLaunch")] = "false";
        }
        AddTags(form, "Tags.member", tags);
        await PostAsync("autoscaling", "2011-01-01", "CreateAutoScalingGroup", form);
    }

    /// <summary>Lets mails come from this address.</summary>
    public Task VerifySenderAsync(string address) =>
        PostAsync("ses", "2010-12-01", "VerifyEmailIdentity", new() { ["EmailAddress"] = address });

    public Task AddQueueAsync(string name, params (string Key, string Value)[] tags)
    {
        var form = new Dictionary<string, string> { ["QueueName"] = name };
        AddTags(form, "Tag", tags);
        return PostAsync("sqs", "2012-11-05", "CreateQueue", form);
    }

    public Task AddTopicAsync(string name, params (string Key, string Value)[] tags)
    {
        var form = new Dictionary<string, string> { ["Name"] = name };
        AddTags(form, "Tags.member", tags);
        return PostAsync("sns", "2010-03-31", "CreateTopic", form);
    }

    public Task AddClusterAsync(string id, params (string Key, string Value)[] tags)
    {
        var form = new Dictionary<string, string>
        {
            ["ClusterIdentifier"] = id,
            ["NodeType"] = "ra3.large",
            ["MasterUsername"] = "root",
            ["MasterUserPassword"] = "A1password",
        };
        AddTags(form, "Tags.Tag", tags);
        return PostAsync("redshift", "2012-12-01", "CreateCluster", form);
    }

    /// <summary>Adds a load balancer of the newer kinds; what CloudWatch knows it by.</summary>
    /// <param name="type"><c>application</c> or <c>network</c>.</param>
    public async Task<string> AddLoadBalancerV2Async(string type, string name, params (string Key, string Value)[] tags)
    {
        var subnets = await PostAsync("ec2", "2016-11-15", "DescribeSubnets", []);
        var ids = subnets.Descendants().Where(element => element.Name.LocalName == "subnetId").Take(2).ToArray();
        var form = new Dictionary<string, string>
        {
            ["Name"] = name,
            ["Type"] = type,
            ["Subnets.member.1"] = ids[0].Value,
            ["Subnets.member.2"] = ids[1].Value,
        };
        AddTags(form, "Tags.member", tags);
        var arn = Text(await PostAsync("elasticloadbalancing", "2015-12-01", "CreateLoadBalancer", form), "LoadBalancerArn");
        return arn[(arn.IndexOf("loadbalancer/", StringComparison.Ordinal) + "loadbalancer/".Length)..];
    }

    public async Task AddTableAsync(string name, params (string Key, string Value)[] tags)
    {
        using var request = Request("dynamodb");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.CreateTable");
        var list = string.Join(", ", tags.Select(tag => $$"""{"Key": "{{tag.Key}}", "Value": "{{tag.Value}}"}"""));
        request.Content = new StringContent(
            $$"""
            {"TableName": "{{name}}", "BillingMode": "PAY_PER_REQUEST", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}], "Tags": [{{list}}]}
            """,
            new MediaTypeHeaderValue("application/x-amz-json-1.0")
        );
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Publishes datapoints of a metric with one dimension. The fake takes any time, however old.</summary>
    public async Task PutMetricDataAsync(
        string ns,
        string metric,
        string dimension,
        string resource,
        IEnumerable<(DateTimeOffset Time, double Value)> datapoints
    )
    {
        foreach (var some in datapoints.Chunk(DatapointsPerCall))
        {
            var form = new Dictionary<string, string> { ["Namespace"] = ns };
            for (var i = 0; i < some.Length; i++)
            {
                var member = Number($"MetricData.member.{i + 1}.");
                form[member + "MetricName"] = metric;
                form[member + "Dimensions.member.1.Name"] = dimension;
                form[member + "Dimensions.member.1.Value"] = resource;
                form[member + "Timestamp"] = some[i].Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
                form[member + "Value"] = some[i].Value.ToString("R", CultureInfo.InvariantCulture);
            }
            await PostAsync("monitoring", "2010-08-01", "PutMetricData", form);
        }
    }

    private async Task<XElement> PostAsync(string service, string version, string action, Dictionary<string, string> form)
    {
        using var request = Request(service);
        request.Content = new FormUrlEncodedContent(form.Append(new("Action", action)).Append(new("Version", version)));
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? XElement.Parse(body.Length == 0 ? "<Empty/>" : body)
            : throw new InvalidOperationException($"The fake AWS refused {action}: {body}");
    }

    /// <summary>The fake reads service and region from the signature's scope and checks nothing else of it.</summary>
    private HttpRequestMessage Request(string service)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url);
        var scope = $"Credential=test/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=none";
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 " + scope);
        return request;
    }

    private static void AddTags(Dictionary<string, string> form, string list, (string Key, string Value)[] tags)
    {
        for (var i = 0; i < tags.Length; i++)
        {
            form[Number($"{list}.{i + 1}.Key")] = tags[i].Key;
            form[Number($"{list}.{i + 1}.Value")] = tags[i].Value;
        }
    }

    private static string Text(XElement answer, string name) => answer.Descendants().First(element => element.Name.LocalName == name).Value;

    private static string Number(FormattableString text) => FormattableString.Invariant(text);
}
