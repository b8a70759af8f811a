using System.Net;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Notifications.Http;
using HtmIt.Testing.Http;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Notifications.Tests;

/// <summary>What users may make the server call.</summary>
public sealed class TargetRulesTests
{
    [TestCase("127.0.0.1", false)]
    [TestCase("127.8.8.8", false)]
    [TestCase("0.0.0.0", false)]
    [TestCase("10.0.0.1", false)]
    [TestCase("100.64.0.1", false)]
    [TestCase("169.254.169.254", false)]
    [TestCase("172.16.0.1", false)]
    [TestCase("172.31.255.255", false)]
    [TestCase("172.32.0.1", true)]
    [TestCase("192.168.1.1", false)]
    [TestCase("224.0.0.1", false)]
    [TestCase("255.255.255.255", false)]
    [TestCase("8.8.8.8", true)]
    [TestCase("::", false)]
    [TestCase("::1", false)]
    [TestCase("::ffff:127.0.0.1", false)]
    [TestCase("::ffff:8.8.8.8", true)]
    [TestCase("::7f00:1", false)]
    [TestCase("64:ff9b::7f00:1", false)]
    [TestCase("2002:7f00:1::", false)]
    [TestCase("fe80::1", false)]
    [TestCase("fe80::1%3", false)]
    [TestCase("fec0::1", false)]
    [TestCase("fd00::1", false)]
    [TestCase("ff02::1", false)]
    [TestCase("2606:4700:4700::1111", true)]
    public void MayReach_NoNetworkAllowed_OnlyPublicAddresses(string address, bool expected) =>
        Assert.That(Rules(null).MayReach(IPAddress.Parse(address)), Is.EqualTo(expected));

    [TestCase("10.1.2.3", true)]
    [TestCase("::ffff:10.1.2.3", true)]
    [TestCase("10.2.0.1", false)]
    [TestCase("::1", true)]
    [TestCase("127.0.0.1", false)]
    public void MayReach_SomeNetworksAllowed_ThoseToo(string address, bool expected) =>
        Assert.That(Rules("10.1.0.0/16, ::1/128").MayReach(IPAddress.Parse(address)), Is.EqualTo(expected));

    [Test] // The address counts when the connection is made: what a name is said to mean before does not matter
    public async Task PostAsync_NameOfALoopbackAddress_IsRefusedWithoutAConnection()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        using var http = new GuardedHttp(Rules(null));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{receiver.Url.Port}/");

        var refusal = Assert.ThrowsAsync<DeliveryException>(() => http.PostAsync(request, CancellationToken.None));

        Assert.That((refusal.IsFinal, receiver.Requests.Count), Is.EqualTo((true, 0)));
        Assert.That(refusal.Message, Does.Contain("localhost"));
    }

    private static TargetRules Rules(string? allowed) => new(Options.Create(new NotificationOptions { AllowedPrivateNetworks = allowed }));
}
