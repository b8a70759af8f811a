using HtmIt.Client;
using HtmIt.Client.Errors;

// Sends two days of samples, has them scored, and prints what was out of the ordinary.
// Run it beside a server: ./htmit serve, then dotnet run --project client/samples/HtmIt.Samples.Quickstart [ADDRESS]
var address = new Uri(args.Length > 0 ? args[0] : "http://127.0.0.1:5180");
using var client = new HtmItClient(address);
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);

try
{
    // Monitored before the first sample, with a range: the first sample is scored already.
    var created = await client.Models.CreateAsync(new CustomModelSpec("samples.quickstart") { Min = 0, Max = 100 }, patience.Token);
    var metric = created.Model.Metric;

    // A minute apart, a slow wave, and at the end one value that does not belong there.
    var start = metric.LastSampleTime is { } last ? last.AddMinutes(1) : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    await using var session = client.Data.OpenIngest(
        new IngestOptions
        {
            OnRefused = refused => Console.WriteLine($"refused: {refused.Samples.Count} from {refused.Samples[0]} on, {refused.Message}"),
        }
    );
    for (var i = 0; i < 2_880; i++)
    {
        var value = i == 2_800 ? 99 : 50 + 20 * Math.Sin(i / 30.0);
        await session.WriteAsync(metric.MetricName, new Sample(start.AddMinutes(i), value), patience.Token);
    }

    await session.FlushAsync(patience.Token);
    Console.WriteLine($"{session.Statistics.StoredCount} samples stored");

    // Follows the scores until everything stored has been seen.
    var options = new WatchOptions
    {
        Selector = new() { Metrics = [metric.Name] },
        Start = WatchStart.Since(start),
    };
    await foreach (var step in client.Data.WatchAsync(options, patience.Token))
    {
        foreach (var row in (step as WatchRows)?.Rows ?? [])
        {
            // What a model says that is still learning is no reason to look.
            if (row is { IsLearning: false, Score: { Surprise: >= 3 } score })
            {
                Console.WriteLine(
                    $"{row.Time:u} {row.Value} is out of the ordinary: surprise {score.Surprise:0.0}, severity {score.Severity:0.0}"
                );
            }
        }

        if (step is WatchCaughtUp)
        {
            break;
        }
    }

    return 0;
}
catch (HtmItException exception)
{
    Console.Error.WriteLine($"{exception.Reason} {exception.Message}");
    return 1;
}
