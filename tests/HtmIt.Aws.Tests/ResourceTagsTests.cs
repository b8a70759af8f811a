using System.Text.Json;
using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests;

/// <summary>Tags that one service knows of the resources of others.</summary>
public sealed class ResourceTagsTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Filters = new() { ["tag:stage"] = ["prod*"] };

    private FaultyAws _aws = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await FaultyAws.StartAsync();
        _services = new(_aws.Url, ("RetrySeconds", "0"));
        _aws.Clock = _services.Time;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _aws.DisposeAsync();
    }

    [Test]
    public async Task List_FunctionsInPages_FindsThoseWithTheTagAndAsksForNoOthers()
    {
        _aws.Then(
            AwsReply.Ok(Page("more", ("function:pay", "prod-1"), ("function:mail", "test"))),
            AwsReply.Ok(Page("", ("function:ship", "prod")))
        );

        var found = await ListAsync(AwsResourceType.LambdaFunction);

        Assert.That(found.Select(one => (one.Id, one.Tags["stage"])), Is.EqualTo(new[] { ("pay", "prod-1"), ("ship", "prod") }));
        var asked = _aws.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement).ToArray();
        Assert.That(_aws.Requests[0].Headers["x-amz-target"], Is.EqualTo("ResourceGroupsTaggingAPI_20170126.GetResources"));
        Assert.That(asked.Select(one => one.GetProperty("PaginationToken").GetString()), Is.EqualTo(new[] { "", "more" }));
        Assert.That(
            (asked[0].GetProperty("ResourceTypeFilters").ToString(), asked[0].GetProperty("TagFilters").ToString()),
            Is.EqualTo(("[\"lambda:function\"]", "[{\"Key\":\"stage\"}]"))
        );
    }

    // Of what is deleted the tags are known for a while.
    [Test]
    public async Task List_QueueThatIsGone_IsLeftOut()
    {
        _aws.Otherwise = request =>
            AwsReply.Ok(
                request.Headers["x-amz-target"].Contains("GetResources", StringComparison.Ordinal)
                    ? Page("", ("gone", "prod"), ("here", "prod"))
                    : """{"QueueUrls":["http://sqs/1/here","http://sqs/1/untagged"]}"""
            );

        var found = await ListAsync(AwsResourceType.SqsQueue);

        Assert.That(found.Select(one => one.Id), Is.EqualTo(new[] { "here" }));
    }

    [TestCase("com.amazonaws.tagging#AccessDeniedException", AwsFault.AccessDenied)]
    [TestCase("ThrottledException", AwsFault.Throttled)]
    [TestCase("InternalServiceException:http://internal/", AwsFault.Unavailable)]
    public void List_TaggingFails_SaysWhyAndWhatItNeeds(string type, AwsFault kind)
    {
        var status = kind == AwsFault.Unavailable ? 500 : 400;
        _aws.Otherwise = _ => new(status, $$"""{"__type":"{{type}}","Message":"not today"}""");

        var fault = Assert.CatchAsync<AwsException>(() => ListAsync(AwsResourceType.DynamoDbTable));

        Assert.That((fault!.Fault, fault.Permission, fault.Service), Is.EqualTo((kind, "tag:GetResources", "Resource Groups Tagging")));
    }

    [Test]
    public void List_AnswerOfAProxy_IsAFaultAndNoCrash()
    {
        _aws.Otherwise = _ => new(502, "<html>Bad gateway</html>");
        var fault = Assert.CatchAsync<AwsException>(() => ListAsync(AwsResourceType.SnsTopic));
        Assert.That(fault!.Fault, Is.EqualTo(AwsFault.Unavailable));
    }

    private Task<IReadOnlyList<AwsResource>> ListAsync(AwsResourceType type) =>
        _services.Inventory.ListAsync(AwsServices.Oregon, type, Filters, int.MaxValue, CancellationToken.None);

    private static string Page(string next, params (string Name, string Stage)[] resources)
    {
        var list = resources.Select(one => new
        {
            ResourceARN = $"arn:aws:some:us-west-2:123456789012:{one.Name}",
            Tags = new[] { new { Key = "stage", Value = one.Stage } },
        });
        return JsonSerializer.Serialize(new { PaginationToken = next, ResourceTagMappingList = list });
    }
}
