using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Help;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit completion</c>: has a shell complete what is typed.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or fish." };
    private readonly Func<RootCommand> _root;

    public CompletionCommand(Func<RootCommand> root)
        : base("completion", "Print a script that has a shell complete commands and options.")
    {
        _root = root;
        Takes(_shell);
        _shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("bash" or "zsh" or "fish") and var other }])
            {
                result.AddError($"SHELL = '{other}': must be bash, zsh or fish.");
            }
        });
    }

    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var root = _root();
        context.Terminal.OutPages.Write(
            context.Get(_shell) switch
            {
                "bash" => CompletionScript.ForBash(root),
                "zsh" => CompletionScript.ForZsh(root),
                _ => CompletionScript.ForFish(root),
            }
        );
        return Task.FromResult(ExitCodes.Ok);
    }
}
