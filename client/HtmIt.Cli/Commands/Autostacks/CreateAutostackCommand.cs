using System.CommandLine;
using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks create</c>.</summary>
internal sealed class CreateAutostackCommand : CliCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Its name; unique in its region." };
    private readonly Option<string> _region = new("--region")
    {
        Description = "The region, e.g. us-west-2.",
        HelpName = "REGION",
        Required = true,
    };
    private readonly Option<string[]> _filters = new("--filter")
    {
        Description =
            @"Which resources: tag:KEY=VALUE,VALUE… (repeatable; all must match). * is any run of characters, ? one; \ before *, ?, \ or a comma makes it plain, and before an equals sign in KEY.",
        HelpName = "FILTER",
        Required = true,
    };
    private readonly Option<string> _type = new("--type")
    {
        Description = "What to group, as CloudFormation names it, e.g. AWS::RDS::DBInstance. Default: AWS::EC2::Instance.",
        HelpName = "TYPE",
    };
    private readonly Option<string> _account = new("--account")
    {
        Description = "An account of the server's settings.",
        HelpName = "ACCOUNT",
    };
    private readonly Option<bool> _preview = new("--preview") { Description = "Only show what would match; create nothing." };

    public CreateAutostackCommand()
        : base("create", "Create an autostack.") => Takes(_name, _region, _filters, _type, _account, _preview);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var filter = new AutostackFilter(context.Get(_region)!, AutostackNames.ToFilters(context.Get(_filters)!))
        {
            Account = context.Get(_account) ?? "",
            AwsResourceType = context.Get(_type) ?? "",
        };
        if (context.Get(_preview))
        {
            Write(context, await context.Client.Autostacks.PreviewAsync(filter, cancellationToken));
        }
        else
        {
            var (autostack, created) = await context.Client.Autostacks.CreateAsync(context.Get(_name)!, filter, cancellationToken);
            context.Output.Write(new CreatedAutostackView(autostack, created), AutostackDetails.Of(autostack));
            if (created && !context.Output.IsJson)
            {
                await TellIfEmptyAsync(context, filter, cancellationToken);
            }
        }

        return ExitCodes.Ok;
    }

    /// <summary>A filter with a slip in it is a filter that matches nothing.</summary>
    private static async Task TellIfEmptyAsync(CommandContext context, AutostackFilter filter, CancellationToken cancellationToken)
    {
        var preview = await context.Client.Autostacks.PreviewAsync(filter, cancellationToken);
        if (preview.Instances.Count == 0)
        {
            context.Output.Note($"nothing that runs in {filter.Region} matches the filters now; what comes later counts.");
        }
    }

    private static void Write(CommandContext context, AutostackPreview preview)
    {
        AutostackInstancesCommand.Write(context, preview.Instances, preview.TooMany);
        if (!context.Output.IsJson)
        {
            var count = preview.Instances.Count.ToString(CultureInfo.InvariantCulture);
            context.Terminal.Out.WriteLine(
                preview.TooMany ? $"More than {count} match: that is too many." : $"{count} match; nothing was created."
            );
        }
    }
}
