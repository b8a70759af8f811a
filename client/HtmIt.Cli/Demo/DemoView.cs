using System.Collections.Concurrent;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Demo;

/// <summary>Shows a demo: a live table on a terminal, plain lines otherwise; each incident is a line.</summary>
internal sealed class DemoView(CommandContext context, IncidentTracker tracker, bool isTimed)
{
    private static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    private readonly LiveBoard _board = new($"one sample a second of this machine, and a generated history ({Clocks.Name})");
    private readonly ConcurrentDictionary<string, MetricLine> _lines = new();

    private readonly ConcurrentQueue<string> _saidWhileDrawing = new();

    private volatile bool _isDrawing;
    private string _status = "";

    /// <summary>A sentence: what is going on.</summary>
    public string Status
    {
        get => _status;
        set => _board.Status = _status = value;
    }

    /// <summary>Whether somebody looks at a screen that can be drawn over.</summary>
    public bool IsLive { get; } = context.Output.IsLive && !isTimed;

    /// <summary>Writes a line that stays; below the table while that is drawn, which a line of its own would tear.</summary>
    public void Say(string line)
    {
        if (_isDrawing)
        {
            _saidWhileDrawing.Enqueue(line);
        }
        else if (!context.Output.IsJson)
        {
            context.Terminal.Out.WriteLine(line);
        }
    }

    /// <summary>Takes a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="metricName">What its metric is called.</param>
    /// <param name="learning">How far its model had learnt; empty when it had.</param>
    /// <param name="unit">The unit of its value; empty for none.</param>
    public void Add(MetricDataRow row, string metricName, string learning, string unit)
    {
        _board.Add(row, metricName, learning, unit);
        _lines.GetOrAdd(metricName, name => new MetricLine(name, unit)).Add(row, learning);
    }

    /// <summary>Takes an incident as it is now; says so when it is new.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="metricName">What its metric is called.</param>
    /// <param name="mark">What is known about it beforehand; empty for nothing.</param>
    public void Add(Incident incident, string metricName, string mark)
    {
        if (tracker.Add(incident, metricName, mark) is { } found && !IsLive)
        {
            Say($"incident: {found}");
        }
    }

    /// <summary>Shows what there is until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => IsLive ? DrawAsync(cancellationToken) : WriteAsync(cancellationToken);

    private async Task DrawAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(DrawInterval, context.Clock);
        _isDrawing = true;
        await context
            .Terminal.Ansi.Live(_board.Render(context.Terminal.Ansi.Profile))
            .Overflow(VerticalOverflow.Crop)
            .Cropping(VerticalOverflowCropping.Bottom)
            .StartAsync(async live =>
            {
                while (!cancellationToken.IsCancellationRequested)
                {
                    live.UpdateTarget(
                        _board.Render(
                            context.Terminal.Ansi.Profile,
                            [.. _saidWhileDrawing, .. tracker.Incidents.Select(incident => $"incident: {incident}")]
                        )
                    );
                    await TryTickAsync(timer, cancellationToken);
                }
            });
        _isDrawing = false;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LineInterval, context.Clock);
        while (await TryTickAsync(timer, cancellationToken))
        {
            if (Status.Length > 0)
            {
                Say($"-- {Status}");
            }

            foreach (var line in _lines.Values.OrderBy(line => line.MetricName, StringComparer.Ordinal))
            {
                Say(Describe(line));
            }
        }
    }

    private static string Describe(MetricLine line) =>
        ScoreText.Of(
            line.NewestScored,
            $"{Show.Time(line.Newest?.Time)}  {line.MetricName} = {Show.Value(line.Newest?.Value ?? 0, line.Unit)}",
            line.Learning
        ) + $"  {line.Sparkline}";

    private static async Task<bool> TryTickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
