using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtmIt.Testing.Aws;

/// <summary>An endpoint of AWS that does as told: replies with faults or with given answers, goes silent, or hands requests on to a
/// better one. Keeps every request.</summary>
public sealed class FaultyAws : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly Uri? _upstream;
    private readonly ConcurrentQueue<AwsReply> _next = [];
    private readonly ConcurrentQueue<AwsRequest> _requests = [];
    private readonly CancellationTokenSource _ending = new();

    private FaultyAws(WebApplication app, Uri? upstream)
    {
        _app = app;
        _upstream = upstream;
    }

    public Uri Url => new(_app.Urls.First());

    public IReadOnlyList<AwsRequest> Requests => [.. _requests];

    /// <summary>How to answer every request for which <see cref="Then"/> holds nothing; null hands it on.</summary>
    public Func<AwsRequest, AwsReply?> Otherwise { get; set; } = _ => null;

    /// <summary>What the Date of answers is by that say no other; null for this machine's clock.</summary>
    public TimeProvider? Clock { get; set; }

    /// <param name="upstream">Where requests are handed on to; null when every one is answered here.</param>
    public static async Task<FaultyAws> StartAsync(Uri? upstream = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FaultyAws(app, upstream);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Replies to the next requests, in this order.</summary>
    public FaultyAws Then(params AwsReply[] replies)
    {
        Array.ForEach(replies, _next.Enqueue);
        return this;
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Clear() => _requests.Clear();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.DisposeAsync();
        _http.Dispose();
        _ending.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(_ending.Token);
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        var request = new AwsRequest(context.Request.Method, context.Request.Path, headers, body);
        _requests.Enqueue(request);
        if (_next.TryDequeue(out var reply) || (reply = Otherwise(request)) is not null)
        {
            await ReplyAsync(context, reply);
        }
        else
        {
            await HandOnAsync(context, request);
        }
    }

    private async Task ReplyAsync(HttpContext context, AwsReply reply)
    {
        if (reply == AwsReply.Reset)
        {
            context.Abort();
            return;
        }
        if (reply != AwsReply.Silence)
        {
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = "text/xml";
            if ((reply.Date ?? Clock?.GetUtcNow()) is { } date)
            {
                context.Response.Headers.Date = date.ToString("R", CultureInfo.InvariantCulture);
            }
            await context.Response.WriteAsync(reply.Body, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        if (reply == AwsReply.Silence || reply.Hangs)
        {
            await HangAsync(context);
        }
    }

    private async Task HangAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    private async Task HandOnAsync(HttpContext context, AwsRequest request)
    {
        var upstream = _upstream ?? throw new InvalidOperationException("There is no reply, and nobody to hand on to.");
        using var message = new HttpRequestMessage(new(request.Method), new Uri(upstream, request.Path + context.Request.QueryString));
        message.Content = new StringContent(request.Body);
        message.Content.Headers.Clear();
        foreach (var (name, value) in request.Headers.Where(header => header.Key is not ("host" or "content-length" or "connection")))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        using var answer = await _http.SendAsync(message, _ending.Token);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, _ending.Token);
    }
}
