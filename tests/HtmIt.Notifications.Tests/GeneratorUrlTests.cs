using System.Text.Json;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Notifications;
using HtmIt.Notifications.Http;
using HtmIt.Notifications.Templates;
using HtmIt.Testing.Http;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Notifications.Tests;

/// <summary>The link that an Alertmanager shows beside an alert.</summary>
public sealed class GeneratorUrlTests
{
    private static readonly Notification Sample = SampleNotification.Value with
    {
        Id = new("00000000-0000-0000-0000-000000000007"),
        Metric = new(new("00000000-0000-0000-0000-00000000000a")),
        MetricName = "disk/free?&#\"",
    };

    [Test]
    public async Task Send_Template_LinksToTheMetricAndTheNotification()
    {
        var alert = await SendAsync("https://ops.example.com/m/{{ metric.uid }}?n={{ notification.uid }}&name={{ metric.name }}");

        Assert.That(
            alert.GetProperty("generatorURL").GetString(),
            Is.EqualTo(
                "https://ops.example.com/m/0000000000000000000000000000000a?n=00000000-0000-0000-0000-000000000007&name=disk%2Ffree%3F%26%23%22"
            )
        );
    }

    [Test]
    public async Task Send_NoTemplate_HasNoLink() => Assert.That((await SendAsync(null)).TryGetProperty("generatorURL", out _), Is.False);

    [TestCase("{{ metric.uid")]
    [TestCase("metrics/{{ metric.uid }}")]
    [TestCase("javascript:alert(1)")]
    public void Validate_NoUrl_IsRefusedWithItsSetting(string template)
    {
        var result = new TemplateCheck().Validate(null, new() { GeneratorUrl = template });

        Assert.That(result.FailureMessage, Does.Contain("HtmIt:Notifications:GeneratorUrl"));
    }

    private static async Task<JsonElement> SendAsync(string? template)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var options = Options.Create(new NotificationOptions { GeneratorUrl = template, AllowedPrivateNetworks = "127.0.0.0/8" });
        using var http = new GuardedHttp(new TargetRules(options));
        var sender = new AlertmanagerSender(http, new(options), options, TimeProvider.System);
        await sender.SendAsync(Sample, new() { Id = "device", AlertmanagerUrl = receiver.Url.ToString() }, CancellationToken.None);
        return JsonDocument.Parse(receiver.Requests.Single().Body).RootElement[0];
    }
}
