using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Notifications.Http;
using HtmIt.Notifications.Mail;
using HtmIt.Notifications.Templates;
using HtmIt.Testing.Http;
using HtmIt.Testing.Processes;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Notifications.Tests.Http;

/// <summary>What webhooks get is what <c>docs/webhook.schema.json</c> says, member by member.</summary>
public sealed class WebhookSchemaTests
{
    private static readonly JsonSchema Schema = new(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "webhook.schema.json")));

    private static readonly Notification Sample = SampleNotification.Value with { Id = Guid.NewGuid(), Metric = new(Guid.NewGuid()) };

    [TestCase(NotificationScore.Likelihood)]
    [TestCase(NotificationScore.Severity)]
    public async Task Send_AnyScore_IsAsDocumented(NotificationScore score) => await AssertDocumentedAsync(Sample with { Score = score });

    [Test]
    public async Task Send_ExtremeNumbers_IsAsDocumented() =>
        await AssertDocumentedAsync(
            Sample with
            {
                Value = -1e308,
                AnomalyLikelihood = 0,
                Surprise = 0,
                Severity = 0,
                RowId = long.MaxValue,
                QuietPeriodSeconds = 0,
                SampleTime = 4_102_444_799,
            }
        );

    [TestCase("metric", "\"somewhere\"", "metric: pattern")]
    [TestCase("row_id", "1.5", "row_id: type")]
    [TestCase("anomaly_likelihood", "2", "anomaly_likelihood: maximum")]
    [TestCase("score", "\"both\"", "score: enum")]
    [TestCase("news", "1", "news is not documented")]
    [TestCase("resource", null, "resource is missing")]
    public async Task FindFaults_SpoiltBody_FindsThem(string member, string? value, string fault)
    {
        var body = JsonNode.Parse((await BodyAsync(Sample)).GetRawText())!.AsObject();
        body.Remove(member);
        if (value is not null)
        {
            body[member] = JsonNode.Parse(value);
        }

        Assert.That(Schema.FindFaults(JsonDocument.Parse(body.ToJsonString()).RootElement), Is.EqualTo(new[] { fault }));
    }

    private static async Task AssertDocumentedAsync(Notification notification)
    {
        var body = await BodyAsync(notification);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Schema.FindFaults(body), Is.Empty);
            Assert.That(body.EnumerateObject().Select(one => one.Name), Is.EquivalentTo(Schema.Properties));
            Assert.That(Schema.Required, Is.EquivalentTo(Schema.Properties), "all members are always there");
        }
    }

    private static async Task<JsonElement> BodyAsync(Notification notification)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var options = Options.Create(new NotificationOptions { AllowedPrivateNetworks = "127.0.0.0/8" });
        using var http = new GuardedHttp(new TargetRules(options));
        // Without a secret nothing is decrypted.
        var sender = new WebhookSender(http, secrets: null!, TimeProvider.System);
        await sender.SendAsync(notification, new() { Id = "device", WebhookUrl = receiver.Url.ToString() }, CancellationToken.None);
        return JsonDocument.Parse(receiver.Requests.Single().Body).RootElement;
    }
}
