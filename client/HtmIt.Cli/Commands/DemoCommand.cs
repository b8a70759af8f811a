using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Demo;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit demo</c>: shows the server at work on the machine it runs on.</summary>
internal sealed class DemoCommand : CliCommand
{
    private readonly Option<TimeSpan?> _seconds = SecondsOption.Create(
        "--seconds",
        "End after so many seconds, with plain lines. Default: at Ctrl-C."
    );
    private readonly Option<double> _minSeverity = new("--min-severity")
    {
        Description = "Incidents of at least this severity are told.",
        DefaultValueFactory = _ => 3,
    };
    private readonly Option<bool> _noHistory = new("--no-history") { Description = "Do not load the generated history." };
    private readonly Option<string?> _directory = new("--data-dir")
    {
        Description = "Where a server that the demo starts keeps its data. Default: the folder of other servers with -demo at its end.",
    };

    public DemoCommand()
        : base("demo", "Watch this machine, a sample a second, beside a generated history; starts a server if none answers.") =>
        Takes(_seconds, _minSeverity, _noHistory, _directory);

    public override bool IsForItsReader => true;

    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new DemoOptions
        {
            Duration = context.Get(_seconds),
            MinSeverity = context.Get(_minSeverity),
            LoadHistory = !context.Get(_noHistory),
            DataDirectory = context.Get(_directory) ?? DemoFolder.Default(Environment.GetEnvironmentVariable),
        };
        return new DemoRun(context, options).RunAsync(cancellationToken);
    }
}
