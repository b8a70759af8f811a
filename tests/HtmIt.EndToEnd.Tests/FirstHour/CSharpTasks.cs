using HtmIt.Client;
using HtmIt.Client.Errors;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>What a C# developer does whom no screen tells anything.</summary>
public sealed class CSharpTasks
{
    [Test, CancelAfter(60_000), PlaysTask("csharp-no-server")]
    public void Call_NoServer_SaysWhichAddressWasCalled(CancellationToken cancellationToken)
    {
        using var client = new HtmItClient(new Uri("http://127.0.0.1:1"));

        var error = Assert.ThrowsAsync<ServerUnreachableException>(() => client.Data.GetProcessingStatisticsAsync(cancellationToken));

        Assert.That(error!.Message, Is.EqualTo("The server can't be reached: Connection refused (127.0.0.1:1)"));
    }

    [Test, CancelAfter(60_000), PlaysTask("csharp-first-samples")]
    public async Task WriteAsync_FirstSamples_AreReadBackWithScores(CancellationToken cancellationToken)
    {
        using var client = new HtmItClient(FirstHourServer.Address);
        await client.Models.CreateAsync(new CustomModelSpec("csharp.orders") { Min = 0, Max = 900 }, cancellationToken);
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await using (var session = client.Data.OpenIngest())
        {
            for (var i = 0; i < 3; i++)
            {
                await session.WriteAsync("csharp.orders", new Sample(start.AddMinutes(i), 400 + i), cancellationToken);
            }
        }

        var values = new List<double>();
        var options = new WatchOptions
        {
            Selector = new() { NamePatterns = ["csharp.*"] },
            Start = WatchStart.Since(start),
        };
        await foreach (var step in client.Data.WatchAsync(options, cancellationToken))
        {
            values.AddRange(((step as WatchRows)?.Rows ?? []).Where(row => row.Score is not null).Select(row => row.Value));
            if (values.Count >= 3)
            {
                break;
            }
        }

        Assert.That(values.Distinct(), Is.EqualTo(new[] { 400.0, 401, 402 }));
    }
}
