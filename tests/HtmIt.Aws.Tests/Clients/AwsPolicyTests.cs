using System.Text.RegularExpressions;
using HtmIt.Aws.Clients;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.Clients;

/// <summary>The policy that people give the service, and what the code calls.</summary>
public sealed partial class AwsPolicyTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "cloudwatch.md"));

    [Test]
    public void Document_Policy_IsWhatTheCodeCalls() =>
        Assert.That(Block().Match(Document).Groups["policy"].Value.TrimEnd(), Is.EqualTo(AwsPolicy.Monitoring()));

    [TestCase(AwsPurpose.Role), TestCase(AwsPurpose.Feedback), TestCase(AwsPurpose.Mail)]
    public void Document_WhatElseMayBeNeeded_IsNamed(object purpose) =>
        Assert.That(AwsPolicy.PermissionsOf((AwsPurpose)purpose), Is.Not.Empty.And.All.Matches<string>(Document.Contains));

    [Test]
    public void All_Actions_AreEachOneOnce()
    {
        Assert.That(AwsAction.All.Select(action => action.Permission), Is.Unique.And.All.Match("^[a-z0-9]+:[A-Za-z]+$"));
        Assert.That(AwsAction.All, Has.Count.GreaterThan(12).And.Member(AwsAction.GetMetricData));
    }

    [GeneratedRegex("```json\n(?<policy>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
