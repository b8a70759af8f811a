using System.CommandLine;

namespace HtmIt.Cli.CommandLine;

/// <summary><c>--limit</c>: how many a command shows.</summary>
internal static class LimitOption
{
    public static Option<int> Create(int usual)
    {
        var option = new Option<int>("--limit") { Description = "How many to show at most; 0 for all.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var limit) && limit < 0)
            {
                result.AddError($"--limit = '{limit}': must be 0 or more.");
            }
        });
        return option;
    }
}
