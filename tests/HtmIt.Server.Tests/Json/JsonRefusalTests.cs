using System.Net;
using System.Text;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Json;

/// <summary>Errors are google.rpc.Status with the details that gRPC has, and nothing is passed over in silence.</summary>
public sealed class JsonRefusalTests : JsonFixture
{
    [Test]
    public async Task Get_Unknown_IsNotFoundWithDetails()
    {
        using var response = await Http.GetAsync(new Uri($"/v1/metrics/{new string('0', 32)}", UriKind.Relative));

        var metadata = await RefusalAsync(response, HttpStatusCode.NotFound, 5, "METRIC_NOT_FOUND");
        Assert.That((string?)metadata["metric"], Is.EqualTo($"metrics/{new string('0', 32)}"));
    }

    [TestCase("""{"spec": {"custom": {"target": {"key": {"metricName": "a"}}, "unti": "ms"}}}""", "spec.custom.unti")]
    [TestCase("""{"sepc": {}}""", "sepc")]
    [TestCase("""{"spec": {"custom": {"target": {"key": {"metricName": 7}}}}}""", "spec.custom.target.key.metric_name")]
    [TestCase("""{"spec": {"custom": {"userInfo": {}}}}""", "spec.custom.userInfo")]
    [TestCase("""{"spec": {"modelParams": {"min": "low"}}}""", "spec.model_params.min")]
    [TestCase("""{"spec": {"cloudwatch": {"dimensions": {"InstanceId": {}}}}}""", "spec.cloudwatch.dimensions.InstanceId")]
    [TestCase("""{"spec": {"autostack": {"period": "5 minutes"}}}""", "spec.autostack.period")]
    [TestCase("""{"spec": {"modelParams": {"min": "1,5"}}}""", "spec.model_params.min")]
    [TestCase("""{"spec": {"custom": {}, "cloudwatch": {}}}""", "spec.cloudwatch")]
    [TestCase("""{"spec": []}""", "spec")]
    [TestCase("[]", "message")]
    [TestCase("", "message")]
    [TestCase("""{"spec": """, "message")]
    [TestCase("{} {}", "message")]
    public async Task Post_WhatTheMessageHasNot_IsRefusedWithItsPath(string body, string field)
    {
        using var response = await SendAsync(HttpMethod.Post, "/v1/models", body);

        var metadata = await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
        Assert.That((string?)metadata["field"], Is.EqualTo(field));
    }

    [TestCase("""{"metric": {"metricName": "a", "unit": "\ud800"}}""")]
    [TestCase("""{"metric": {"metricName": "\udc00 a"}}""")]
    [TestCase("""{"metric": {"metricName": "a", "labels": {"k": "\ud800"}}}""")]
    [TestCase("""{"metric": {"metricName": "a", "userInfo": {"k": ["\ud800"]}}}""")]
    [TestCase("""{"metric": {"metricName": "a", "userInfo": {"\ud800": 1}}}""")]
    [TestCase("""{"metric": {"metricName": "a", "\ud800": 1}}""")]
    [TestCase("""{"metric": {"metricName": "a", "userInfo": {"k": "\u0000"}}}""")]
    public async Task Post_HalfACharacter_IsRefused(string body)
    {
        using var response = await SendAsync(HttpMethod.Post, "/v1/metrics", body);

        await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
    }

    [TestCase("/v1/metrics/%ED%A0%80")]
    [TestCase("/v1/metrics?selector.namePattern=%ED%A0%80%00")]
    [TestCase("/v1/metrics?selector.resource=%00")]
    [TestCase("/v1/metrics?pageToken=%ED%A0%80")]
    [TestCase("/v1/metrics/%00/data")]
    public async Task Get_BytesThatAreNoText_IsRefused(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("/v1/metrics?pageSiz=1", "pageSiz")]
    [TestCase("/v1/metrics?pageSize=many", "pageSize")]
    [TestCase("/v1/metrics?pageSize=1&pageSize=2", "pageSize")]
    [TestCase("/v1/metrics?selector.datasources=DATASOURCE_NONE", "selector.datasources")]
    [TestCase("/v1/metrics?selector.labels.key=host", "selector.labels.key")]
    [TestCase("/v1/metrics/x/data?metric=metrics/y", "metric")]
    [TestCase("/v1/metrics/x/data?includeUnscored=1", "includeUnscored")]
    [TestCase("/v1/metrics/x/data?startTime=yesterday", "startTime")]
    [TestCase("/v1/cloudwatch/resources?region=us-west-2&tagFilters.key=Name", "tagFilters.key")]
    public async Task Get_WhatAQueryCantSay_IsRefusedWithItsName(string path, string field)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));

        var metadata = await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
        Assert.That((string?)metadata["field"], Is.EqualTo(field));
    }

    [Test]
    public async Task Post_QueryBesideABody_IsRefused()
    {
        using var response = await SendAsync(HttpMethod.Post, "/v1/metrics?metricName=a", """{"metric": {"metricName": "a"}}""");

        await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
    }

    [Test]
    public async Task Delete_WithABody_IsRefused()
    {
        using var response = await SendAsync(HttpMethod.Delete, $"/v1/metrics/{new string('0', 32)}", "{}");

        var metadata = await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
        Assert.That((string?)metadata["field"], Is.EqualTo("body"));
    }

    [Test]
    public async Task Post_MoreThanAMessageMayHave_IsTooLarge()
    {
        using var response = await SendAsync(
            HttpMethod.Post,
            "/v1/metrics",
            $$"""{"metric": {"metricName": "{{new string('a', 4 * 1024 * 1024)}}" } }"""
        );

        await RefusalAsync(response, HttpStatusCode.TooManyRequests, 8, "TOO_LARGE");
    }

    [Test]
    public async Task Post_MoreElementsThanAMessageMayHave_IsTooLarge()
    {
        var names = string.Join(',', Enumerable.Repeat("""{}""", 10_001));

        using var response = await SendAsync(HttpMethod.Post, "/v1/models:batchCreate", $$"""{"requests": [{{names}}]}""");

        var metadata = await RefusalAsync(response, HttpStatusCode.TooManyRequests, 8, "TOO_LARGE");
        Assert.That((string?)metadata["field"], Is.EqualTo("requests"));
    }

    /// <summary>A page of the web can send this without asking, JSON it can't.</summary>
    [Test]
    public async Task Post_AsText_IsRefused()
    {
        using var content = new StringContent("""{"metric": {"metricName": "a"}}""", Encoding.UTF8, "text/plain");

        using var response = await Http.PostAsync(new Uri("/v1/metrics", UriKind.Relative), content);

        var metadata = await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
        Assert.That((string?)metadata["field"], Is.EqualTo("content-type"));
    }

    /// <summary>Whoever makes a name of its own point to this machine.</summary>
    [Test]
    public async Task Get_HostOfSomebodyElse_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/metrics");
        request.Headers.Host = "rebound.example.com";

        using var response = await Http.SendAsync(request);

        var metadata = await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
        Assert.That((string?)metadata["field"], Is.EqualTo("host"));
    }

    [TestCase("yesterday", "must be a time such as \"2026-01-31T12:00:00Z\"")]
    [TestCase("1700000000", "must be a time such as \"2026-01-31T12:00:00Z\"")]
    public async Task Post_NoTime_NamesTheElementAndShowsATime(string time, string rule)
    {
        var good = """{"sampleTime": "2026-01-01T00:00:00Z", "value": 1}""";
        var body = """{"series": [{"target": {"key": {"metricName": "a"}}, "samples": [GOOD, {"sampleTime": "TIME"}]}]}"""
            .Replace("GOOD", good, StringComparison.Ordinal)
            .Replace("TIME", time, StringComparison.Ordinal);

        using var response = await SendAsync(HttpMethod.Post, "/v1/metricData:write", body);

        var metadata = await RefusalAsync(response, HttpStatusCode.BadRequest, 3, "INVALID_FIELD");
        Assert.That(((string?)metadata["field"], (string?)metadata["rule"]), Is.EqualTo(("series[0].samples[1].sample_time", rule)));
    }

    [TestCase("DELETE", "/v1/metrics", "GET, POST")]
    [TestCase("PUT", "/v1/serverInfo", "GET")]
    [TestCase("GET", "/v1/metricData:write", "POST")]
    public async Task Call_MethodThatThePathHasNot_NamesThoseItHas(string method, string path, string others)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await Http.SendAsync(request);

        var error = await ReadAsync(response, HttpStatusCode.MethodNotAllowed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)error["message"], Is.EqualTo($"{path} has no {method}, but {others}."));
            Assert.That(response.Content.Headers.Allow, Is.EqualTo(others.Split(", ")));
        }
    }

    [Test]
    public async Task Get_PathThatIsNot_SaysSoInJson()
    {
        using var response = await Http.GetAsync(new Uri("/v1/nothing", UriKind.Relative));

        var error = await ReadAsync(response, HttpStatusCode.NotFound);
        Assert.That((int)error["code"]!, Is.EqualTo(5));
    }
}
