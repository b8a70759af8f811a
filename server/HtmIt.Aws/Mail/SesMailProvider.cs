using System.Collections.Frozen;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Settings;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws.Mail;

/// <summary>Hands mails to Amazon SES, by <c>SendRawEmail</c> of its query interface.</summary>
internal sealed partial class SesMailProvider : IMailProvider, IDisposable
{
    private const string Service = "ses";
    private const string Version = "2010-12-01";

    private static readonly FrozenSet<string> Regions = new[]
    {
        "af-south-1",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ca-central-1",
        "eu-central-1",
        "eu-north-1",
        "eu-south-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "il-central-1",
        "me-south-1",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-gov-east-1",
        "us-gov-west-1",
        "us-west-1",
        "us-west-2",
    }.ToFrozenSet();

    private readonly MailOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly string _region;
    private readonly string _complaint = "";

    /// <summary>A region without SES is complained about at once and with every mail; nothing else suffers from it.</summary>
    public SesMailProvider(IOptions<MailOptions> options, IOptions<AwsOptions> aws, TimeProvider time, ILogger<SesMailProvider> logger)
    {
        _options = options.Value;
        _time = time;
        _region = string.IsNullOrEmpty(_options.SesRegion) ? aws.Value.DefaultRegion : _options.SesRegion;
        if (_options.SesEndpoint is null && !Regions.Contains(_region))
        {
            _complaint =
                $"Amazon SES has no region '{_region}'; no mail is sent until {MailOptions.Section}:{nameof(MailOptions.SesRegion)} names one it has.";
            Log.UnknownRegion(logger, _complaint);
        }
    }

    public async Task<string?> SendAsync(string from, string to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (_complaint.Length > 0)
        {
            throw new DeliveryException(_complaint);
        }
        try
        {
            using var request = await RequestAsync(from, to, message);
            using var response = await _client.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? Find(answer, "MessageId") : throw Refused((int)response.StatusCode, answer);
        }
        catch (HttpRequestException fault)
        {
            throw new DeliveryException($"Amazon SES could not be reached: {fault.Message}", inner: fault);
        }
        catch (AmazonClientException fault)
        {
            throw new DeliveryException("There are no credentials for Amazon SES.", inner: fault);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpRequestMessage> RequestAsync(string from, string to, ReadOnlyMemory<byte> message)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["Action"] = AwsAction.SendRawEmail.Name,
                ["Version"] = Version,
                ["Source"] = from,
                ["Destinations.member.1"] = to,
                ["RawMessage.Data"] = Convert.ToBase64String(message.Span),
            }
        );
        var body = await form.ReadAsByteArrayAsync();
        var url = _options.SesEndpoint ?? $"https://email.{_region}.amazonaws.com";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(url), "/")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        RequestSigner.Sign(request, body, await CredentialsAsync(), _region, Service, _time.GetUtcNow());
        return request;
    }

    /// <summary>The keys for mail if both are set, else those of the process, as for all of AWS.</summary>
    private Task<ImmutableCredentials> CredentialsAsync()
    {
        AWSCredentials credentials = _options is { SesAccessKeyId.Length: > 0, SesSecretAccessKey.Length: > 0 }
            ? new BasicAWSCredentials(_options.SesAccessKeyId, _options.SesSecretAccessKey)
            : DefaultAWSCredentialsIdentityResolver.GetCredentials();
        return credentials.GetCredentialsAsync();
    }

    /// <summary>Only what is wrong with this one mail is final: keys and verified senders are mended, and then it can go.</summary>
    private static DeliveryException Refused(int status, string answer)
    {
        var code = Find(answer, "Code");
        return new($"Amazon SES answered {status} ({code}): {Find(answer, "Message")}", isFinal: code == "InvalidParameterValue");
    }

    private static string? Find(string answer, string element)
    {
        try
        {
            return XDocument.Parse(answer).Descendants().FirstOrDefault(one => one.Name.LocalName == element)?.Value;
        }
        catch (XmlException)
        {
            return null; // Not from SES but from something before it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6101, LogLevel.Error, "{Complaint}")]
        public static partial void UnknownRegion(ILogger logger, string complaint);
    }
}
