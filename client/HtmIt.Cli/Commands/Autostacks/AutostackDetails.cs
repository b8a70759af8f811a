using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary>An autostack's properties for people.</summary>
internal static class AutostackDetails
{
    public static Details Of(Autostack autostack) =>
        Details.Of(
            ("autostack", autostack.Title),
            ("name", autostack.Name),
            ("region", autostack.Region),
            ("account", autostack.Account),
            ("type", autostack.AwsResourceType),
            ("filters", FiltersOf(autostack)),
            ("created", Show.Time(autostack.CreateTime))
        );

    public static string FiltersOf(Autostack autostack) =>
        string.Join(" ", autostack.Filters.Select(filter => $"{filter.Key}={string.Join(',', filter.Value)}"));
}
