using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary>A command that marks notifications.</summary>
internal abstract class MarkNotificationsCommand : CliCommand
{
    private readonly Argument<string[]> _notifications = new("NOTIFICATION")
    {
        Description = $"Names of notifications, as listed, {ShortNames.Form}.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _user = new("--user") { Description = "Who does it. Default: the user of this session." };
    private readonly string _mark;

    /// <param name="name">The command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="mark">What they are afterwards.</param>
    protected MarkNotificationsCommand(string name, string description, string mark)
        : base(name, description)
    {
        _mark = mark;
        Takes(_notifications, _user);
    }

    public sealed override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var user = context.Get(_user) ?? Environment.UserName;
        var names = new List<string>();
        foreach (var text in context.Get(_notifications)!)
        {
            names.Add(await ShortNames.FindNotificationAsync(context.Client, text, cancellationToken));
        }

        var changed = await MarkAsync(context.Client.Notifications, names, user, cancellationToken);
        context.Output.Write(new MarkedNotificationsView(changed), $"{Show.Count(changed)} {_mark} that were not before");
        return ExitCodes.Ok;
    }

    /// <summary>Marks them. Answers how many were not marked before.</summary>
    protected abstract Task<int> MarkAsync(
        INotificationsClient client,
        IReadOnlyCollection<string> names,
        string user,
        CancellationToken cancellationToken
    );
}
