using System.CommandLine;
using System.Globalization;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>The options of <c>engine</c> that are for a fleet.</summary>
internal sealed class FleetOptions
{
    private const int DefaultRows = 1_200;

    private readonly Option<int?> _fleet = new("--fleet")
    {
        Description = "Let so many models take turns, each with --rows rows (1,200 by default) of its own metric before.",
    };

    private readonly Option<string> _kind = new("--kind")
    {
        Description = "With --fleet: what its metrics are like.",
        DefaultValueFactory = _ => FleetKinds.Mixed,
    };

    private readonly Option<DirectoryInfo?> _corpus = new("--corpus")
    {
        Description = "With --fleet: folder in NAB's layout, for recorded metrics.",
    };

    private readonly Option<bool> _parallel = new("--parallel")
    {
        Description = "With --fleet: also spread the models over all cores, and tell the records a second.",
    };

    private readonly Option<bool> _brief = new("--brief")
    {
        Description =
            "With --fleet: only the times and the live heap; not the snapshot, the process under the server's settings and the peer.",
    };

    private readonly Option<bool> _resident = new("--resident") { Hidden = true };

    private readonly Option<int?> _rows;

    public FleetOptions(Option<int?> rows)
    {
        _rows = rows;
        _kind.AcceptOnlyFromAmong([.. FleetKinds.Names]);
        AtLeastOne(_fleet);
        AtLeastOne(_rows);
    }

    public void AddTo(Command command)
    {
        command.Add(_fleet);
        command.Add(_kind);
        command.Add(_corpus);
        command.Add(_parallel);
        command.Add(_brief);
        command.Add(_resident);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_fleet) is null)
            {
                return;
            }

            // By the word, as the value of a wrong one can't be asked for.
            if (result.GetResult(_kind)?.Tokens is [{ Value: FleetKinds.Ec2 }] && result.GetValue(_corpus) is null)
            {
                result.AddError($"--kind {FleetKinds.Ec2} needs --corpus DIR, a folder in NAB's layout.");
            }

            if (result.GetValue(_corpus) is { } folder && !Ec2Recordings.Exist(folder))
            {
                result.AddError($"'{folder}' has no {Ec2Recordings.Pattern}.");
            }
        });
    }

    /// <summary>What was asked for; null without <c>--fleet</c>.</summary>
    public FleetSettings? Read(ParseResult parsed) =>
        parsed.GetValue(_fleet) is { } models
            ? new FleetSettings(
                models,
                parsed.GetValue(_rows) ?? DefaultRows,
                parsed.GetValue(_kind)!,
                parsed.GetValue(_corpus),
                parsed.GetValue(_parallel),
                parsed.GetValue(_brief)
            )
            : null;

    /// <summary>Whether this is the process of its own that only tells its resident memory.</summary>
    public bool IsResident(ParseResult parsed) => parsed.GetValue(_resident);

    private static void AtLeastOne(Option<int?> option) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && int.TryParse(word.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
            {
                result.AddError($"{option.Name} must be at least 1.");
            }
        });
}
