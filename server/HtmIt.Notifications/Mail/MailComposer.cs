using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications;
using HtmIt.Notifications.Templates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace HtmIt.Notifications.Mail;

/// <summary>Writes the mail of a notification: text, and HTML with a chart of the last day.</summary>
internal sealed partial class MailComposer(
    ISampleReader reader,
    IOptions<NotificationOptions> options,
    IOptions<MailOptions> mail,
    TimeProvider time,
    ILogger<MailComposer> logger
) : IDisposable
{
    private const string TestMark = "[Test] ";
    private const string TestText = "This is a test of the device's mails: nothing unusual was measured.";
    private const long ChartSeconds = 86_400;
    private const int MostChartRows = 20_000;
    private const int MostKeptCharts = 512;

    private readonly MailTemplates _templates = new(options.Value);

    /// <summary>Many devices are told of the same row at once, and drawing takes longer than all the rest.</summary>
    private readonly ConcurrentDictionary<(int MetricNumber, long RowId), byte[]> _charts = [];
    private readonly Queue<(int MetricNumber, long RowId)> _oldest = [];
    private readonly SemaphoreSlim _drawing = new(1, 1);

    public async Task<MimeMessage> ComposeAsync(Notification notification, string to, CancellationToken cancellationToken)
    {
        var fields = TemplateFields.Of(notification, options.Value.Region ?? "");
        var subject = (notification.IsTest ? TestMark : "") + OneLine(Liquid.Render(_templates.Subject, fields, isHtml: false));
        fields["subject"] = subject;
        var sender = MailboxAddress.Parse(mail.Value.Sender!);
        var message = new MimeMessage
        {
            Subject = subject,
            Date = time.GetUtcNow(),
            // The same when it is sent again: who gets it twice can tell. In the sender's domain: filters distrust ids of none.
            MessageId = $"{notification.Id:N}@{sender.Domain}",
        };
        if (notification.Incident is { } incident)
        {
            // No mail has this id: it ties those of an incident together, for each device.
            message.References.Add($"{incident.Id}.{DeviceMark(notification.DeviceId)}@{sender.Domain}");
        }
        message.From.Add(sender);
        message.To.Add(MailboxAddress.Parse(to));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = await BodyAsync(notification, fields, sender.Domain, cancellationToken);
        return message;
    }

    public void Dispose() => _drawing.Dispose();

    public static byte[] ToBytes(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    private async Task<MimeEntity> BodyAsync(
        Notification notification,
        Dictionary<string, object> fields,
        string domain,
        CancellationToken cancellationToken
    )
    {
        var template = notification.Datasource.TakesSamples ? _templates.Custom : _templates.Default;
        var text = Liquid.Render(template, fields, isHtml: false);
        var body = new BodyBuilder { TextBody = ToCrLf(notification.IsTest ? $"{TestText}\n\n{text}" : text) };
        if (await ChartAsync(notification, cancellationToken) is { } png)
        {
            var chart = body.LinkedResources.Add("chart.png", png, new ContentType("image", "png"));
            chart.ContentId = MimeUtils.GenerateMessageId(domain);
            fields["chart"] = chart.ContentId;
        }
        var html = Liquid.Render(_templates.Html, fields, isHtml: true);
        body.HtmlBody = ToCrLf(notification.IsTest ? WithTestText(html) : html);
        return body.ToMessageBody();
    }

    /// <summary>The page with the sentence at its top, whoever's template it is.</summary>
    private static string WithTestText(string html)
    {
        var body = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var top = body < 0 ? 0 : html.IndexOf('>', body) + 1;
        return html.Insert(top, $"<p><b>{TestText}</b></p>");
    }

    private async Task<byte[]?> ChartAsync(Notification notification, CancellationToken cancellationToken)
    {
        var key = (notification.MetricNumber, notification.RowId);
        if (_charts.TryGetValue(key, out var kept))
        {
            return kept;
        }
        // One at a time: a storm's mails must not take the processors from the samples.
        await _drawing.WaitAsync(cancellationToken);
        try
        {
            return _charts.TryGetValue(key, out kept) ? kept : Keep(key, await DrawAsync(notification, cancellationToken));
        }
        finally
        {
            _drawing.Release();
        }
    }

    private byte[]? Keep((int MetricNumber, long RowId) key, byte[]? chart)
    {
        if (chart is not null)
        {
            if (_oldest.Count == MostKeptCharts)
            {
                _charts.TryRemove(_oldest.Dequeue(), out _);
            }
            _oldest.Enqueue(key);
            _charts[key] = chart;
        }
        return chart;
    }

    private async Task<byte[]?> DrawAsync(Notification notification, CancellationToken cancellationToken)
    {
        var query = new RowQuery(notification.MetricNumber)
        {
            FromTime = notification.SampleTime - ChartSeconds,
            ToTime = notification.SampleTime,
            IncludeUnscored = true,
            Descending = true,
            Limit = MostChartRows,
        };
        var rows = await reader.ReadAsync(query, cancellationToken);
        try
        {
            return rows.Count < 2 ? null : NotificationChart.ToPng([.. rows.Reverse()], notification);
        }
        catch (Exception fault)
        {
            // The boundary of the drawing libraries. What they can't do, such as axes from -1e308 to 1e308 or working without a font, must
            // not keep the mail from going out.
            Log.NoChart(logger, fault, notification.Metric.ResourceName, notification.RowId);
            return null;
        }
    }

    /// <summary>Device ids have characters that ids of mails may not have.</summary>
    private static string DeviceMark(string deviceId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deviceId)).AsSpan(0, 8));

    private static string OneLine(string text) => new([.. text.Trim().Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string ToCrLf(string text) => text.ReplaceLineEndings("\r\n");

    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Warning, "The chart of {Metric}, row {RowId}, could not be drawn; its mails go without")]
        public static partial void NoChart(ILogger logger, Exception fault, string metric, long rowId);
    }
}
