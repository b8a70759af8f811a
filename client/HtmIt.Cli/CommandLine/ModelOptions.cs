using System.CommandLine;
using HtmIt.Client;

namespace HtmIt.Cli.CommandLine;

/// <summary>The options that describe a new model.</summary>
internal sealed class ModelOptions
{
    public Option<double?> Min { get; } =
        new("--min") { Description = "Smallest expected value; with --max. Without them the data decide, from 288 samples on." };

    public Option<double?> Max { get; } = new("--max") { Description = "Largest expected value; with --min." };

    public Option<double?> MinResolution { get; } =
        new("--min-resolution") { Description = "Lower bound of the encoder's resolution, in units of the value." };

    public CustomModelSpec ToSpec(CommandContext context, MetricTarget target) =>
        new(target)
        {
            Min = context.Get(Min),
            Max = context.Get(Max),
            MinResolution = context.Get(MinResolution),
        };
}
