using HtmIt.Core.Notifications;
using HtmIt.Notifications;
using HtmIt.Notifications.Mail;
using HtmIt.Notifications.Templates;
using NUnit.Framework;

namespace HtmIt.Notifications.Tests.Mail;

/// <summary>Times and templates of mails.</summary>
public sealed class MailTextTests
{
    // 2014-03-19 20:23 UTC
    private static readonly DateTimeOffset Example = new(2014, 3, 19, 20, 23, 0, TimeSpan.Zero);

    [TestCase("us-east-1", "Wednesday, March 19, 2014 04:23 PM", "EDT")] // NOTIF-007: the example of the specification
    [TestCase("us-west-1", "Wednesday, March 19, 2014 01:23 PM", "PDT")]
    [TestCase("us-west-2", "Wednesday, March 19, 2014 01:23 PM", "PDT")]
    [TestCase("eu-west-1", "Wednesday, March 19, 2014 08:23 PM", "GMT")]
    [TestCase("ap-northeast-1", "Thursday, March 20, 2014 05:23 AM", "JST")]
    [TestCase("ap-southeast-1", "Thursday, March 20, 2014 04:23 AM", "SGT")]
    [TestCase("ap-southeast-2", "Thursday, March 20, 2014 07:23 AM", "AEDT")]
    [TestCase("cn-north-1", "Thursday, March 20, 2014 04:23 AM", "CST")]
    [TestCase("sa-east-1", "Wednesday, March 19, 2014 05:23 PM", "BRT")]
    [TestCase("eu-central-1", "Wednesday, March 19, 2014 08:23 PM", "UTC")]
    public void Local_Region_IsTheTimeOfItsZone(string region, string time, string zone)
    {
        Assert.That(RegionTimes.Local(Example, region), Is.EqualTo((time, zone)));
        Assert.That(RegionTimes.Utc(Example), Is.EqualTo("Wednesday, March 19, 2014 08:23 PM"));
    }

    [Test]
    public void Local_WinterInTheNorth_IsStandardTime() =>
        Assert.That(RegionTimes.Local(Example.AddMonths(-2), "us-east-1"), Is.EqualTo(("Sunday, January 19, 2014 03:23 PM", "EST")));

    [Test]
    public void Validate_OwnTemplates_AreTakenAndFilled()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{{ metric.name }} of {{ instance }} at {{ timestampUTC }} in {{ region }}, row {{ notification.rowid }}");
        try
        {
            var options = new NotificationOptions { Subject = "{{ metric.datasource | upcase }}", BodyCustomFile = file };
            Assert.That(new TemplateCheck().Validate(null, options).Succeeded, Is.True);
            var templates = new MailTemplates(options);
            var fields = TemplateFields.Of(SampleNotification.Value, "us-east-1");
            Assert.That(Liquid.Render(templates.Subject, fields, isHtml: false), Is.EqualTo("CUSTOM"));
            Assert.That(
                Liquid.Render(templates.Custom, fields, isHtml: false),
                Is.EqualTo("metric of resource at Thursday, January 01, 1970 12:00 AM in us-east-1, row 1001")
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("htmit@example.com", true)]
    [TestCase("HTM-IT <htmit@example.com>", true)]
    [TestCase("HTM-IT alerts", false)]
    [TestCase("htmit@", false)]
    [TestCase("", false)]
    public void Validate_Sender_HasToBeAnAddress(string sender, bool expected)
    {
        var options = new MailOptions { Transport = MailTransportKind.Ses, Sender = sender };
        var complaints = options.Validate(new(options)).Select(one => one.ErrorMessage).ToArray();
        Assert.That(complaints, expected ? Is.Empty : Has.Exactly(1).Contains("HtmIt:Mail:Sender"));
    }

    [Test]
    public void Validate_BrokenOrMissingTemplate_IsRefusedWithItsSetting()
    {
        var broken = new TemplateCheck().Validate(null, new NotificationOptions { Subject = "{{ instance" });
        var missing = new TemplateCheck().Validate(null, new NotificationOptions { BodyHtmlFile = "/no/such/file" });
        var endless = new TemplateCheck().Validate(
            null,
            new NotificationOptions { Subject = "{% for i in (1..1000000) %}{{ i }}{% endfor %}" }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(broken.FailureMessage, Does.Contain("HtmIt:Notifications:Subject"));
            Assert.That(missing.FailureMessage, Does.Contain("HtmIt:Notifications:BodyHtmlFile"));
            Assert.That(endless.Failed, Is.True);
        }
    }
}
