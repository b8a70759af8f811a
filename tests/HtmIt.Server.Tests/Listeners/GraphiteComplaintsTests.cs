using System.Net;
using System.Text;
using HtmIt.Server.Listeners;
using HtmIt.Testing;
using HtmIt.V1;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Tests.Listeners;

/// <summary>What is not stored is said at once, then at most once in a while for each reason.</summary>
public sealed class GraphiteComplaintsTests
{
    private static readonly GraphiteSource Source = new(GraphiteTransport.Tcp, new IPEndPoint(IPAddress.Loopback, 4_711));

    [Test]
    public void Add_ManyOfTwoReasons_SaysEachOnceAndTheRestInOneLine()
    {
        var log = new CollectedLog(4101);
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        using (
            var complaints = new GraphiteComplaints(logging.CreateLogger<GraphiteComplaints>(), TimeProvider.System)
            {
                Pause = TimeSpan.FromHours(1),
            }
        )
        {
            for (var i = 0; i < 1_000; i++)
            {
                complaints.Add(Source, GraphiteReason.TimeInMilliseconds, $"line {i}");
                complaints.Add(Source, GraphiteReason.ValueNotANumber, $"other {i}");
            }
            Assert.That(
                log.Messages,
                Is.EqualTo(
                    new[]
                    {
                        "Graphite (Tcp), 1 not stored: the time looks like milliseconds: Graphite's times are whole seconds. One was from 127.0.0.1:4711: 'line 0'",
                        "Graphite (Tcp), 1 not stored: the value is not a number. One was from 127.0.0.1:4711: 'other 0'",
                    }
                )
            );
        }
        Assert.That(log.Messages, Has.Count.EqualTo(4));
        Assert.That(log.Messages, Has.Exactly(2).Contains("999 not stored").And.Exactly(1).EndsWith("'line 1'"));
    }

    [Test, CancelAfter(60_000)]
    public async Task Add_PauseIsOver_SaysWhatCameSince()
    {
        var log = new CollectedLog(4101);
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        using var complaints = new GraphiteComplaints(logging.CreateLogger<GraphiteComplaints>(), TimeProvider.System)
        {
            Pause = TimeSpan.FromMilliseconds(50),
        };
        complaints.Add(Source, GraphiteReason.TimeTooOld, "a");
        complaints.Add(Source, GraphiteReason.TimeTooOld, "b", 3);
        await Until.HoldsAsync(() => Task.FromResult(log.Messages.Count), count => count == 2, "the second line");
        Assert.That(log.Messages.Last(), Does.Contain("3 not stored").And.EndsWith("'b'"));
    }

    [Test]
    public void Example_ControlsAndChangesOfDirection_AreShownAsTheirNumbers()
    {
        Assert.That(GraphiteExample.Of("a\u001b[2Jb\u202ec\r\n\u009bd é 1"), Is.EqualTo(@"a\u{1b}[2Jb\u{202e}c\u{d}\u{a}\u{9b}d é 1"));
        Assert.That(GraphiteExample.Of([0x61, 0xff, 0xc3]), Is.EqualTo(@"a\xff\xc3"));
        Assert.That(GraphiteExample.Of("a b", new Sample(5, 0.1)), Is.EqualTo("a b 0.1 5"));
    }

    [Test]
    public void Example_LongText_IsCut() =>
        Assert.That(
            GraphiteExample.Of(Encoding.UTF8.GetBytes(new string('\u0001', 4_000))),
            Has.Length.LessThan(150).And.EndsWith("… (4000 bytes)")
        );

    [Test]
    public void Text_EveryReason_IsSaid()
    {
        var texts = Enum.GetValues<GraphiteReason>().Where(reason => reason != GraphiteReason.Unspecified).Select(GraphiteReasons.Text);
        Assert.That(texts, Is.Unique);
    }
}
