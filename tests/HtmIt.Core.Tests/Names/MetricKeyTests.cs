using HtmIt.Common;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Names;

/// <summary>What makes a custom metric: name and labels, their text for people and their hash.</summary>
public sealed class MetricKeyTests
{
    private const short Datasource = 1;

    private static readonly TestCaseData[] Texts =
    [
        Text("cpu", Keys.Of("cpu")),
        Text("cpu{host=\"a\"}", Keys.Of("cpu", ("host", "a"))),
        Text("cpu{A=\"1\",_b=\"2\",a.c=\"3\"}", Keys.Of("cpu", ("a.c", "3"), ("_b", "2"), ("A", "1"))),
        Text("cpu{host=\"a\\\\b\\\"c,}\"}", Keys.Of("cpu", ("host", "a\\b\"c,}"))),
        Text("{\"cpu;host=a\"}", Keys.Of("cpu;host=a")),
        Text("{\"a\\\"b\",host=\"é 😀\"}", Keys.Of("a\"b", ("host", "é 😀"))),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Text_OfKey_IsAsPrometheusWritesIt(MetricKey key, string text) => Assert.That(key.Text, Is.EqualTo(text));

    [Test]
    public void Key_RandomOnes_AreToldApartByTextAndHashAndReadBack()
    {
        var random = new Random(18);
        var keys = Enumerable.Range(0, 20_000).Select(_ => Keys.Random(random)).ToArray();
        var parts = keys.Select(key =>
            string.Join('\0', key.Labels.SelectMany(label => new[] { label.Key, label.Value }).Prepend(key.Name))
        );
        var different = parts.Distinct(StringComparer.Ordinal).Count();

        Assert.That(different, Is.GreaterThan(5_000));
        Assert.That(keys.Select(key => key.Text).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(different));
        Assert.That(keys.Select(key => Convert.ToHexString(MetricIdentity.Of(Datasource, key))).Distinct().Count(), Is.EqualTo(different));
        Assert.That(keys.Distinct().Count(), Is.EqualTo(different));
        foreach (var key in keys)
        {
            Assert.That(MetricText.TryRead(key.Text, out var name, out var labels), Is.True, key.Text);
            Assert.That(new MetricKey(name, MetricLabels.Of(labels)), Is.EqualTo(key));
        }
    }

    [Test]
    public void Key_LabelsInAnotherOrder_IsTheSame()
    {
        var random = new Random(19);
        foreach (var key in Enumerable.Range(0, 1_000).Select(_ => Keys.Random(random)))
        {
            var labels = key.Labels.ToArray();
            random.Shuffle(labels);
            var other = new MetricKey(key.Name, MetricLabels.Of(labels));

            Assert.That(other, Is.EqualTo(key));
            Assert.That(other.Labels, Is.EqualTo(key.Labels));
            Assert.That(MetricIdentity.Of(Datasource, other), Is.EqualTo(MetricIdentity.Of(Datasource, key)));
            Assert.That(MetricLabels.FromJson(key.Labels.ToJson()), Is.EqualTo(key.Labels));
        }
    }

    [Test]
    public void Key_LabelWithEmptyValue_IsNone() => Assert.That(Keys.Of("cpu", ("host", "")), Is.EqualTo(Keys.Of("cpu")));

    [Test] // written down, because the database holds them
    public void Identity_OfAKey_NeverChanges()
    {
        var identity = MetricIdentity.Of(Datasource, Keys.Of("cpu", ("host", "é"), ("Zone", "1")));
        Assert.That(Convert.ToHexStringLower(identity), Is.EqualTo("bf32c58fa9a8c6c88b01b803df30aaa9e5da8464754cb2f865586b2da716db27"));
        Assert.That(MetricIdentity.Of(2, Keys.Of("cpu", ("host", "é"), ("Zone", "1"))), Is.Not.EqualTo(identity));
    }

    private static readonly TestCaseData[] Bad =
    [
        Refused("key.metric_name", Keys.Of("")),
        Refused("key.metric_name", Keys.Of("two words")),
        Refused("key.metric_name", Keys.Of(new('n', 256))),
        Refused("key.labels", Keys.Of("cpu", ("", "a"))),
        Refused("key.labels", Keys.Of("cpu", ("1st", "a"))),
        Refused("key.labels", Keys.Of("cpu", ("__name__", "a"))),
        Refused("key.labels", Keys.Of("cpu", ("name", "a"))),
        Refused("key.labels", Keys.Of("cpu", ("host\n", "a"))),
        Refused("key.labels", Keys.Of("cpu", ("höst", "a"))),
        Refused("key.labels", Keys.Of("cpu", (new('k', 129), "a"))),
        Refused("key.labels['host']", Keys.Of("cpu", ("host", new('v', 257)))),
        Refused("key.labels['host']", Keys.Of("cpu", ("host", "a\nb"))),
        Refused("key.labels['host']", Keys.Of("cpu", ("host", "\ud83d"))),
        Refused("key.labels", Keys.Of("cpu", [.. Enumerable.Range(0, 33).Select(i => ($"k{i}", "v"))])),
        Refused("key.labels", Keys.Of("cpu", [.. Enumerable.Range(0, 32).Select(i => ($"k{i}", new string('v', 126)))])),
    ];

    [TestCaseSource(nameof(Bad))]
    public void Check_KeyThatBreaksARule_NamesFieldValueAndRule(MetricKey key, string field)
    {
        var violation = MetricKeyRules.Check(key, FieldPath.Proto("key"))!;
        Assert.That(violation.Field, Is.EqualTo(field));
        Assert.That(violation.Rule, Does.Contain("must"));
    }

    [Test]
    public void Check_KeyAtTheLimits_IsTaken()
    {
        MetricKey[] keys =
        [
            Keys.Of("cpu", ("service.name", "a"), ("data-center", "b"), ("a:b/c", " "), ("_x", "c"), ("Name", "d")),
            Keys.Of("cpu", (new('k', 128), new('v', 256))),
            Keys.Of(new('n', 255), [.. Enumerable.Range(0, 32).Select(i => ($"k{i:00}", new string('v', 117)))]),
        ];
        Assert.That(keys.Select(key => MetricKeyRules.Check(key, FieldPath.Proto(""))), Is.All.Null);
    }

    [TestCase("cpu{", TestName = "open")]
    [TestCase("cpu{host=a}", TestName = "unquoted value")]
    [TestCase("cpu{host=\"a\"", TestName = "not closed")]
    [TestCase("cpu{host=\"a\"} ", TestName = "something behind")]
    [TestCase("cpu{host=\"a\",host=\"b\"}", TestName = "key twice")]
    [TestCase("cpu{\"name\"}", TestName = "two names")]
    [TestCase("{host=\"a\"}", TestName = "no name")]
    [TestCase("cpu{host=\"a\\x\"}", TestName = "unknown escape")]
    [TestCase("cpu;host=a", TestName = "Graphite's form")]
    public void TryRead_OtherText_IsRefused(string text) => Assert.That(MetricText.TryRead(text, out _, out _), Is.False);

    private static TestCaseData Text(string text, MetricKey key) => new TestCaseData(key, text).SetArgDisplayNames(text);

    private static TestCaseData Refused(string field, MetricKey key) =>
        new TestCaseData(key, field).SetArgDisplayNames(
            $"{key.Text.Length} {key.Text[..Math.Min(30, key.Text.Length)].Replace('\ud83d', '?')}"
        );
}
