using System.CommandLine;

namespace HtmIt.Cli.CommandLine;

/// <summary>Options about rows whose model had not learnt enough.</summary>
internal static class LearningOption
{
    public static Option<bool> Exclude() =>
        new("--exclude-learning")
        {
            Description =
                "Leave out rows scored before the model had learnt enough: the first 120 of a metric, unless the server is set otherwise.",
        };

    public static Option<bool> Include() =>
        new("--with-learning", "--include-learning")
        {
            Description =
                "Count rows scored before the model had learnt enough too: the first 120 of a metric, unless the server is set otherwise.",
        };
}
