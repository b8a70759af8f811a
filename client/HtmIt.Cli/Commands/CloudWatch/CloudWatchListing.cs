using HtmIt.Cli.CommandLine;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary>What a list of AWS's things leaves out, and what people are told about it below the list.</summary>
internal sealed class CloudWatchListing
{
    private readonly List<SkippedService> _skipped = [];

    public IReadOnlyList<SkippedService> Skipped => _skipped;

    /// <summary>For the options of the list.</summary>
    public void Skip(SkippedService skipped) => _skipped.Add(skipped);

    /// <summary>Says what is missing in the list, and why there may be nothing in it.</summary>
    /// <param name="options">What was listed.</param>
    /// <param name="count">How much was found.</param>
    public void Tell(CommandContext context, string region, CloudWatchOptions options, int count)
    {
        foreach (var one in _skipped)
        {
            var left = one.TagsOnly ? $"{one.AwsResourceType} is listed without tags and names" : $"{one.AwsResourceType} is left out";
            context.Output.Warn($"{left}: {one.Error.Message}");
        }

        if (count == 0 && options.Tags.Count > 0 && !context.Output.IsJson)
        {
            var tags = string.Join(" and ", options.Tags.Select(tag => $"'{tag.Key}' = {string.Join(" or ", tag.Value)}"));
            context.Output.Note($"no EC2 instance in {region} has the tags {tags}.");
        }
    }
}
