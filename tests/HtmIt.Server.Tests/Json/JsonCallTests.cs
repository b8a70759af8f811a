using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HtmIt.Server.Tests.Support;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Json;

/// <summary>One of each kind of call.</summary>
public sealed class JsonCallTests : JsonFixture
{
    [Test]
    public async Task Get_NameInThePath_GivesIt()
    {
        var created = await PostAsync("/v1/metrics", """{"metric": {"metricName": "json.get"}}""");
        var name = (string)created["metric"]!["name"]!;

        var found = await GetAsync($"/v1/{name}");

        Assert.That((string?)found["metric"]!["metricName"], Is.EqualTo("json.get"));
        Assert.That((string?)found["metric"]!["datasource"], Is.EqualTo("DATASOURCE_CUSTOM"));
    }

    [Test]
    public async Task Get_NameWithSlashesInThePath_GivesIt()
    {
        var found = await GetAsync("/v1/cloudwatch/namespaces/AWS/SQS");

        Assert.That((string?)found["namespace"]!["namespace"], Is.EqualTo("AWS/SQS"));
    }

    [Test]
    public async Task Get_OtherThanByName_GivesItByPost()
    {
        await PostAsync("/v1/metrics", """{"metric": {"metricName": "json.other"}}""");

        var found = await PostAsync("/v1/metrics:get", """{"key": {"metricName": "json.other"}}""");

        Assert.That((string?)found["metric"]!["metricName"], Is.EqualTo("json.other"));
    }

    [Test]
    public async Task List_ParametersInTheQuery_AreTaken([Values("pageSize", "page_size")] string name)
    {
        await PostAsync("/v1/metrics", $$"""{"metric": {"metricName": "json.{{name}}.a" } }""");
        await PostAsync("/v1/metrics", $$"""{"metric": {"metricName": "json.{{name}}.b" } }""");

        var page = await GetAsync($"/v1/metrics?{name}=1&selector.datasources=DATASOURCE_CUSTOM");

        Assert.That(page["metrics"]!.AsArray(), Has.Count.EqualTo(1));
        var token = Uri.EscapeDataString((string)page["nextPageToken"]!);
        var next = await GetAsync($"/v1/metrics?{name}=1000&selector.datasources=DATASOURCE_CUSTOM&pageToken={token}");
        Assert.That(next["metrics"]!.AsArray(), Is.Not.Empty);
    }

    [Test]
    public async Task Post_BodyOfMessages_CreatesAndIsDeletedAgain()
    {
        var info = """{"a":[1,{"b":null}]}""";
        await PostAsync("/v1/metrics", $$"""{"metric": {"metricName": "json.model", "userInfo": {{info}} } }""");
        var created = await PostAsync(
            "/v1/models",
            """{"spec": {"custom": {"target": {"key": {"metric_name": "json.model"}}}, "modelParams": {"min": 0, "max": 1}}}"""
        );

        Assert.That((bool)created["created"]!);
        Assert.That(created["model"]!["metric"]!["userInfo"]!.ToJsonString(), Is.EqualTo(info));
        using var deleted = await Http.DeleteAsync(new Uri($"/v1/{created["model"]!["name"]}", UriKind.Relative));
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Patch_MaskInTheQuery_ChangesThoseFields(
        [Values("emailAddress,quietPeriod", "email_address,quiet_period")] string mask
    )
    {
        const string Device = "/v1/devices/json-device";
        using var made = await SendAsync(HttpMethod.Patch, $"{Device}?allowMissing=true", """{"emailAddress": "a@example.com"}""");
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using var changed = await SendAsync(HttpMethod.Patch, $"{Device}?updateMask={mask}", """{"emailAddress": "b@example.com"}""");

        var settings = (await ReadAsync(changed, HttpStatusCode.OK))["device"]!;
        Assert.That((string?)settings["emailAddress"], Is.EqualTo("b@example.com"));
        Assert.That((string?)settings["name"], Is.EqualTo("devices/json-device"));
    }

    [Test]
    public async Task List_NumbersOf64Bits_AreStringsBothWays()
    {
        await MonitorAsync("json.numbers");
        await Data.SendAsync(Ingest.Series("json.numbers", [1, 2, 3]));
        var name = (await MetricAsync("json.numbers")).Name;

        var page = await GetAsync($"/v1/{name}/data?firstRowId=2&includeUnscored=true&startTime=2026-01-01T00:00:00Z");

        var rows = page["metricRows"]![0]!["rows"]!.AsArray();
        Assert.That(rows.Select(row => row!["rowId"]!.ToJsonString()), Is.EqualTo(new[] { "\"2\"", "\"3\"" }));
        Assert.That((double)rows[0]!["value"]!, Is.EqualTo(2));
    }

    [Test]
    public async Task Call_OverHttp2_IsTheSame()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/datasources")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await Http.SendAsync(request);

        Assert.That(response.Version, Is.EqualTo(HttpVersion.Version20));
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
        Assert.That(answer!["datasources"]!.AsArray(), Has.Count.EqualTo(3));
    }
}
