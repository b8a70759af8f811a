using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Server.Tests.Support;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Json;

/// <summary>A server, and a client that knows nothing but HTTP and JSON.</summary>
public abstract class JsonFixture : ServerFixture
{
    protected HttpClient Http { get; private set; } = null!;

    [OneTimeSetUp]
    public void CreateClient() => Http = new() { BaseAddress = Server.Address };

    [OneTimeTearDown]
    public void DisposeClient() => Http?.Dispose();

    protected async Task<JsonNode> GetAsync(string path) => await ReadAsync(await Http.GetAsync(Path(path)), HttpStatusCode.OK);

    protected async Task<JsonNode> PostAsync(string path, string body) =>
        await ReadAsync(await SendAsync(HttpMethod.Post, path, body), HttpStatusCode.OK);

    protected Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body) =>
        Http.SendAsync(
            new(method, Path(path)) { Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")) }
        );

    /// <summary>The first detail of an error is an ErrorInfo, the second, if there is one, a BadRequest.</summary>
    protected static async Task<JsonNode> RefusalAsync(HttpResponseMessage response, HttpStatusCode status, int code, string reason)
    {
        var error = await ReadAsync(response, status);
        Assert.That((int)error["code"]!, Is.EqualTo(code));
        var info = error["details"]![0]!;
        Assert.That((string?)info["@type"], Is.EqualTo("type.googleapis.com/google.rpc.ErrorInfo"));
        Assert.That((string?)info["reason"], Is.EqualTo(reason));
        return info["metadata"]!;
    }

    protected static async Task<JsonNode> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.That(response.StatusCode, Is.EqualTo(status), text);
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
            return JsonNode.Parse(text) ?? throw new JsonException("There is no object.");
        }
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
