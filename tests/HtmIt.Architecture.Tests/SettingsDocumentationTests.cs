using System.Globalization;
using System.Reflection;
using HtmIt.Aws.Settings;
using HtmIt.Core.Actors;
using HtmIt.Core.Collecting;
using HtmIt.Core.Diagnostics;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications;
using HtmIt.Core.Quotas;
using HtmIt.Core.Rankings;
using HtmIt.Core.Watch;
using HtmIt.Server.Settings;
using HtmIt.Storage.Sql;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>docs/operations.md lists every setting with the default and the range that the code has.</summary>
public sealed class SettingsDocumentationTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Checkout.Root, "docs/operations.md"));

    private static IEnumerable<TestCaseData> Settings() =>
        new object[]
        {
            new IngestOptions(),
            new NewMetricOptions(),
            new AutomaticModelOptions(),
            new LearningOptions(),
            new ModelOptions(),
            new WatchOptions(),
            new RetentionOptions(),
            new QuotaOptions(),
            new AnomalyOptions(),
            new FeedbackOptions(),
            new CollectorOptions(),
            new StorageOptions(),
            new AwsOptions(),
            new NotificationOptions(),
            new MailOptions(),
            new ServerOptions(),
        }.SelectMany(options =>
            options
                .GetType()
                .GetProperties()
                .Select(property =>
                    new TestCaseData(Section(options), property, property.GetValue(options)).SetArgDisplayNames(property.Name)
                )
        );

    [TestCaseSource(nameof(Settings))]
    public void Operations_EverySetting_IsListedWithDefaultAndRange(string section, PropertyInfo property, object? value)
    {
        var line = Lines.SingleOrDefault(line => line.Contains($"`{section}:{property.Name}`", StringComparison.Ordinal));

        Assert.That(line, Is.Not.Null, $"{section}:{property.Name} is not in docs/operations.md");
        using (Assert.EnterMultipleScope())
        {
            if (value is int number)
            {
                Assert.That(line!.Replace(",", "", StringComparison.Ordinal), Does.Contain($"| {number} |"));
            }
            if (value is string text)
            {
                Assert.That(line, Does.Contain($"`{text}`"));
            }
            if (property.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>() is { } range)
            {
                Assert.That(line, Does.Contain(string.Create(CultureInfo.InvariantCulture, $"{range.Minimum:N0} to {range.Maximum:N0}")));
            }
        }
    }

    private static string Section(object options) =>
        (string)options.GetType().GetField("Section", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
